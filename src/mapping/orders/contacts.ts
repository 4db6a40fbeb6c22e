import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import type { Region } from '../files/regions.ts';
import { addressKey, type DeliveryAddress, readableName, readAddress } from './address.ts';
import { cleanText, firstFilled, LONG_TEXT, readable } from './text.ts';
import type { ShopSettings } from './types.ts';

/** Finds Odoo's countries and states by what TikTok writes; undefined when Odoo knows none such. */
export interface Places {
  countryId(code: string): number | undefined;
  /** By ISO code of the subdivision (`CA`, `US-CA`) or by its name, in that country. */
  stateId(countryCode: string, codeOrName: string): number | undefined;
}

/** What contacts are mapped with. */
export interface ContactContext {
  readonly shop: ShopSettings;
  readonly region: Region;
  readonly places: Places;
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

/** External id of the buyer's contact. An order without a buyer id gets a contact of its own. */
export function buyerKey(order: Order, shop: ShopSettings): string {
  return externalId('buyer', shop.shopId, firstFilled(order.user_id, `of-order-${order.id}`));
}

/**
 * Maps the buyer of an order to a contact, for `createOnce`: what people change in it stays.
 *
 * The name is the recipient's when it can be read, else `TikTok buyer …4321` with the end of the buyer id; masked text
 * never becomes a name. The e-mail is TikTok's relay address.
 */
export function mapBuyer(order: Order, { shop, region, places }: ContactContext): LoadRecord {
  const email = readable(order.buyer_email);
  const countryCode = readAddress(order, region.address, shop.region)?.countryCode ?? shop.region;
  return {
    externalId: buyerKey(order, shop),
    values: {
      name: firstFilled(readableName(order.recipient_address), unnamed(order)),
      email: EMAIL.test(email) ? email : '',
      // Odoo shows only contacts with a rank among its customers
      customer_rank: 1,
      'country_id/.id': places.countryId(countryCode) ?? '',
      x_tiktok_buyer_id: order.user_id ?? '',
      'x_tiktok_shop_id/.id': shop.id,
    },
  };
}

function unnamed(order: Order): string {
  return `TikTok buyer …${firstFilled(order.user_id, order.id).slice(-4)}`;
}

/**
 * Maps the delivery address of an order to a contact under the buyer's, for `createOnce`.
 *
 * @returns undefined when nothing is readable; then the goods go to the buyer's own contact.
 */
export function mapAddress(order: Order, { shop, region, places }: ContactContext): LoadRecord | undefined {
  const address = readAddress(order, region.address, shop.region);
  const key = addressKey(order, shop, region.address);
  if (!address || key === undefined) return undefined;
  const stateId = findState(address, places);
  return {
    externalId: key,
    values: {
      'parent_id/id': buyerKey(order, shop),
      type: 'delivery',
      name: address.name,
      phone: address.phone,
      street: address.street,
      street2: secondLine(address, stateId),
      city: address.city,
      zip: address.zip,
      'state_id/.id': stateId ?? '',
      'country_id/.id': places.countryId(address.countryCode) ?? '',
    },
  };
}

function findState({ states, countryCode }: DeliveryAddress, places: Places): number | undefined {
  for (const { isoCode, name } of states) {
    const byCode = isoCode === '' ? undefined : places.stateId(countryCode, isoCode);
    const found = byCode ?? places.stateId(countryCode, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A state that Odoo does not know is written out, unless the city already says so. */
function secondLine({ street2, extra, states, city }: DeliveryAddress, stateId: number | undefined): string {
  const state = stateId === undefined ? (states[0]?.name ?? '') : '';
  const parts = [street2, ...extra, state === city ? '' : state];
  return cleanText([...new Set(parts.filter((part) => part !== ''))].join(', '), LONG_TEXT);
}
