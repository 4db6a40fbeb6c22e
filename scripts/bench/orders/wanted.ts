import type { Mappings } from '../../../src/mapping/files/load.ts';
import { mapAddress, mapBuyer, type Places } from '../../../src/mapping/orders/contacts.ts';
import { decideOrder } from '../../../src/mapping/orders/decide.ts';
import { mapSaleOrder } from '../../../src/mapping/orders/record.ts';
import type { ProductBinding, ShopSettings } from '../../../src/mapping/orders/types.ts';
import type { OdooProfile } from '../../../src/odoo/profile.ts';
import type { LoadRecord } from '../../../src/odoo/values.ts';
import { Order } from '../../../src/tiktok/schemas/order.ts';

/** Values for `create()`. */
export type CreateValues = Readonly<Record<string, unknown>>;

/**
 * One order as the ways without the bridge get it: ready values, so that neither reading TikTok nor mapping costs them
 * anything. They are made by the bridge's own mapping: all ways then have to write the same.
 */
export interface WantedOrder {
  readonly orderId: string;
  /** As Odoo writes it; confirming overwrites it, and every way puts it back. */
  readonly dateOrder: string;
  readonly buyer: CreateValues;
  /** Without `parent_id`. */
  readonly address: CreateValues;
  /** Without the three contacts and the lines. */
  readonly order: CreateValues;
  readonly lines: readonly CreateValues[];
}

/** What the mapping needs to know of the database. */
export interface WantedContext {
  readonly shop: ShopSettings;
  readonly mappings: Mappings;
  readonly places: Places;
  readonly profile: OdooProfile;
  /** By SKU id. */
  readonly products: ReadonlyMap<string, ProductBinding>;
}

/**
 * Maps an order of TikTok to the values that its records are to have.
 *
 * @throws Error when the order is not one to import, or has no address: such orders do not belong in the benchmark.
 */
export function wantedOrder(raw: unknown, context: WantedContext): WantedOrder {
  const order = Order.parse(raw);
  const { shop, mappings, products, places, profile } = context;
  const region = mappings.regions[shop.region];
  if (!region) throw new Error(`No region ${shop.region}`);
  const decision = decideOrder(order, undefined, { shop, mappings, products, recreate: false });
  if (decision.action !== 'import') throw new Error(`Order ${order.id}: ${decision.action}, not import`);
  const contacts = { shop, region, places };
  const address = mapAddress(order, contacts);
  if (!address) throw new Error(`Order ${order.id} has no address`);
  const saleOrder = mapSaleOrder(order, { ...contacts, products, profile, decision });
  return {
    orderId: order.id,
    dateOrder: String(saleOrder.values['date_order']),
    buyer: createValues(mapBuyer(order, contacts)),
    address: createValues(address),
    order: createValues(saleOrder),
    lines: (saleOrder.children?.['order_line'] ?? []).map(createValues),
  };
}

/** Columns that `load()` reads as numbers from text. */
const NUMBERS: ReadonlySet<string> = new Set(['price_unit']);

/** Turns the columns of a load into values of a create. Relations by external id are left to the way. */
function createValues({ values }: LoadRecord): CreateValues {
  const pairs = Object.entries(values).flatMap(([column, value]): [string, unknown][] => {
    const [field = '', key] = column.split('/');
    if (key === 'id') return [];
    if (key === '.id') return [[field, field.endsWith('_ids') ? [[6, 0, ids(value)]] : value === '' ? false : value]];
    if (NUMBERS.has(field)) return [[field, Number(value)]];
    return [[field, value === '' ? false : value]];
  });
  return Object.fromEntries(pairs);
}

function ids(value: unknown): number[] {
  return String(value).split(',').filter(Boolean).map(Number);
}
