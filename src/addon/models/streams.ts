import type { Choice, FieldDeclaration } from './field.ts';
import { boolean, selection } from './field.ts';

const FREQUENCIES: readonly Choice[] = [
  ['2', 'Every 2 minutes'],
  ['5', 'Every 5 minutes'],
  ['10', 'Every 10 minutes'],
  ['15', 'Every 15 minutes'],
  ['30', 'Every 30 minutes'],
  ['60', 'Every hour'],
  ['manual', 'Only when asked'],
];

/** One kind of thing that is synced by itself, with its switch `x_sync_…` and its interval `x_frequency_…`. */
export interface Stream {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly frequency: string;
  /** Whether a new shop starts with this stream on. */
  readonly on: boolean;
}

/** All streams of a shop, in the order in which people read them. */
export const STREAMS: readonly Stream[] = [
  {
    name: 'orders',
    label: 'Orders',
    help: 'Orders, cancellations and changed addresses become contacts, sale orders and transfers.',
    frequency: '15',
    on: true,
  },
  {
    name: 'catalogue',
    label: 'Catalogue',
    help: 'Products and SKUs of TikTok become listings, matched with your products.',
    frequency: '60',
    on: true,
  },
  {
    name: 'inventory',
    label: 'Inventory',
    help: 'The free quantity in the warehouse is sent to TikTok.',
    frequency: '30',
    on: false,
  },
  {
    name: 'prices',
    label: 'Prices',
    help: 'Prices of the shop’s pricelist for TikTok are sent where they differ.',
    frequency: '60',
    on: false,
  },
  {
    name: 'packages',
    label: 'Packages',
    help: 'Parcels, carriers and tracking numbers are exchanged with the transfers.',
    frequency: '60',
    on: false,
  },
  {
    name: 'returns',
    label: 'Returns',
    help: 'Returns and refunds that buyers ask for are shown in Odoo.',
    frequency: '60',
    on: false,
  },
  {
    name: 'statements',
    label: 'Statements',
    help: 'Settlements, fees and payouts are booked.',
    frequency: '60',
    on: false,
  },
];

/** The switch and the interval of a stream. */
export function streamFields({ name, label, help, frequency, on }: Stream): FieldDeclaration[] {
  return [
    boolean(`x_sync_${name}`, `Sync ${label.toLowerCase()}`, { help, initial: on, tracked: true }),
    selection(`x_frequency_${name}`, `${label}: how often`, FREQUENCIES, { initial: frequency, tracked: true }),
  ];
}
