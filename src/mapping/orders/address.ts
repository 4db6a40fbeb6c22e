import { createHash } from 'node:crypto';
import { externalId } from '../../odoo/values.ts';
import type { Order, RecipientAddress } from '../../tiktok/schemas/order.ts';
import type { AddressFormat } from '../files/regions.ts';
import { cleanText, firstFilled, isMasked, LONG_TEXT, readable } from './text.ts';
import type { ShopSettings } from './types.ts';

/** A name for a place that Odoo may know as a state: TikTok's ISO code and its name. */
export interface StateName {
  readonly isoCode: string;
  readonly name: string;
}

/** The readable parts of a recipient address; what is masked or missing is empty. */
export interface DeliveryAddress {
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly street2: string;
  /** Parts that belong in the second line of the street: neighbourhood, village, barangay. */
  readonly extra: readonly string[];
  readonly city: string;
  readonly zip: string;
  /** Candidates, the likeliest first. */
  readonly states: readonly StateName[];
  /** Two letters. */
  readonly countryCode: string;
  /** Whether no part is masked; an address that is masked in part never replaces another. */
  readonly complete: boolean;
}

/**
 * Reads the recipient address of an order by the market's format.
 *
 * @returns undefined when nothing but the country is readable, or the goods go nowhere (digital goods).
 */
export function readAddress(order: Order, format: AddressFormat, region: string): DeliveryAddress | undefined {
  const source = order.recipient_address;
  if (!source) return undefined;
  const place = (field: string): string => readable(placeOf(source, field)?.name);
  const address = {
    name: readableName(source),
    phone: readable(source.phone_number),
    ...readStreet(source, format, place),
    extra: unique(format.extra.map(place)),
    zip: readable(source.postal_code),
    states: format.state.flatMap((level) => stateName(placeOf(source, level))),
    countryCode: firstFilled(readable(source.region_code).toUpperCase(), region),
    complete: !isMaskedSomewhere(source),
  };
  const parts = [address.street, address.street2, address.city, address.zip, ...address.states.map(({ name }) => name)];
  return parts.some((part) => part !== '') ? address : undefined;
}

/** Where the levels do not name the city, it stands in the full address only: that becomes the street. */
function readStreet(
  source: RecipientAddress,
  format: AddressFormat,
  place: (field: string) => string,
): Pick<DeliveryAddress, 'street' | 'street2' | 'city'> {
  const city = firstFilled(...format.city.map(place));
  const full = readable(source.full_address);
  const state = firstFilled(...format.state.map(place));
  if (city === '' && full !== '') return { city, street: withoutStart(full, state), street2: '' };
  const street = firstFilled(...format.street.map((field) => readable(source[field])), full);
  const more = format.street2.map((field) => readable(source[field])).filter((line) => line !== street);
  return { city, street, street2: unique(more).join(', ') };
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length).trim() : text;
}

/** The recipient's name; empty when it is masked or missing. */
export function readableName(source: RecipientAddress | null | undefined): string {
  if (!source || isMasked(source.first_name) || isMasked(source.last_name)) return '';
  if (isMasked(source.name)) return '';
  return firstFilled(readable(source.name), readable([source.first_name, source.last_name].filter(Boolean).join(' ')));
}

/**
 * External id of the delivery contact for the address of an order.
 *
 * Equal addresses of one buyer give one id; letter case, blanks and ways of writing the same character do not matter.
 * It is made from TikTok's fields and not from the contact's, so that a new address format makes no contact twice.
 *
 * @returns undefined when nothing is readable; then the goods go to the buyer's own contact.
 */
export function addressKey(order: Order, shop: ShopSettings, format: AddressFormat): string | undefined {
  const source = order.recipient_address;
  if (!source || !readAddress(order, format, shop.region)) return undefined;
  const lines = [source.address_line1, source.address_line2, source.address_line3, source.address_line4];
  const street = lines.some((line) => line) ? lines : [firstFilled(source.address_detail, source.full_address)];
  const districts = (source.district_info ?? []).map((district) => district.address_name);
  const rest = [source.phone_number, source.postal_code, source.post_town, source.region_code, ...districts];
  const texts = [firstFilled(order.user_id, order.id), readableName(source), ...street, ...rest];
  const text = texts.map((part) => normalise(readable(part))).join('\n');
  return externalId('address', shop.shopId, createHash('sha256').update(text).digest('hex').slice(0, 20));
}

/**
 * External id of the delivery contact when the address of an order that is in Odoo has changed on TikTok.
 *
 * Masked text says nothing about a change, so an address that is masked in part is no change.
 */
export function changedAddressKey(
  order: Order,
  knownKey: string,
  shop: ShopSettings,
  format: AddressFormat,
): string | undefined {
  if (!readAddress(order, format, shop.region)?.complete) return undefined;
  const key = addressKey(order, shop, format);
  return key === knownKey ? undefined : key;
}

function placeOf(source: RecipientAddress, field: string): StateName | undefined {
  if (field === 'post_town') return { name: source.post_town ?? '', isoCode: '' };
  const district = source.district_info?.find((level) => level.address_level === field);
  return district && { name: district.address_name ?? '', isoCode: district.iso_code ?? '' };
}

function stateName(place: StateName | undefined): StateName[] {
  const name = readable(place?.name);
  const isoCode = readable(place?.isoCode);
  return name || isoCode ? [{ name: firstFilled(name, isoCode), isoCode }] : [];
}

function isMaskedSomewhere(source: RecipientAddress): boolean {
  const texts = Object.values(source).filter((value) => typeof value === 'string');
  return texts.some(isMasked) || (source.district_info ?? []).some((district) => isMasked(district.address_name));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}

function normalise(text: string): string {
  return cleanText(text.normalize('NFKC'), LONG_TEXT).toLowerCase();
}
