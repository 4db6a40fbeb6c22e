import type { Market, Region } from '../markets.ts';
import { ADDRESS_BOOKS, ODD_NAMES, type AddressBook, type Place } from '../places.ts';
import type { Random } from '../random.ts';
import type { WireAddress, WireDistrict } from '../wire.ts';

/** An invented buyer with the address of the last order. */
export interface Buyer {
  readonly userId: string;
  readonly email: string;
  readonly first: string;
  readonly last: string;
  readonly place: Place;
  readonly address: WireAddress;
}

/** What a new buyer is made from. */
export interface BuyerWish {
  readonly market: Market;
  readonly userId: string;
  /** Part of the name, so that buyers differ. */
  readonly number: number;
  /** Number of the odd name, going round; undefined for a plain one. */
  readonly oddName: number | undefined;
  readonly random: Random;
}

/** Makes a buyer who has never ordered. */
export function newBuyer({ market, userId, number, oddName, random }: BuyerWish): Buyer {
  const book = ADDRESS_BOOKS[market.region];
  const odd = oddName === undefined ? undefined : ODD_NAMES[oddName % ODD_NAMES.length];
  const [first, family] = odd ?? random.pick(book.names);
  const last = `${family} ${number}`;
  const place = random.pick(book.places);
  return {
    userId,
    email: `v0${userId.slice(-6)}@chat.seller.tiktok.com`,
    first,
    last,
    place,
    address: makeAddress({ market, book, place, first, last, random }),
  };
}

/** The same buyer with another address in the same market. */
export function moveBuyer(buyer: Buyer, market: Market, random: Random): Buyer {
  const book = ADDRESS_BOOKS[market.region];
  const place = random.pick(book.places);
  return {
    ...buyer,
    place,
    address: makeAddress({ market, book, place, first: buyer.first, last: buyer.last, random }),
  };
}

interface AddressParts {
  readonly market: Market;
  readonly book: AddressBook;
  readonly place: Place;
  readonly first: string;
  readonly last: string;
  readonly random: Random;
}

function makeAddress({ market, book, place, first, last, random }: AddressParts): WireAddress {
  const fill = (pattern: string): string => pattern.replace(/#/g, () => String(random.int(0, 9)));
  const street = random.pick(book.streets).replace('#', () => String(random.int(1, 299)));
  const name = `${first} ${last}`;
  const address: WireAddress = {
    address_detail: street,
    address_line1: fill(street),
    address_line2: random.chance(0.3) ? secondLine(market.region, random) : '',
    address_line3: '',
    address_line4: market.region === 'BR' ? (place.levels.at(-1)?.[0] ?? '') : '',
    ...(book.hasDeliveryPreferences ? { delivery_preferences: { drop_off_location: '' } } : {}),
    district_info: districts(market, book, place),
    first_name: book.splitsName ? first : name,
    last_name: book.splitsName ? last : '',
    full_address: '',
    name,
    phone_number: fill(book.phone),
    postal_code: fill(place.postcode),
    ...(market.region === 'GB' ? { post_town: place.levels.at(-1)?.[0] ?? '' } : {}),
    region_code: market.region,
    ...(market.region === 'JP' ? { first_name_local_script: 'ミホン', last_name_local_script: 'コウニュウシャ' } : {}),
  };
  address.address_detail = address.address_line1;
  address.full_address = fullAddress(address);
  return address;
}

/** Writes an address in one line as the market does. */
export function fullAddress(address: WireAddress): string {
  const levels = (address.district_info ?? []).map((district) => district.address_name);
  if (address.region_code === 'JP') {
    return [...levels.slice(1), address.address_line1, address.address_line2].join('');
  }
  return [address.address_line1, address.address_line2, ...levels.reverse()].filter((part) => part !== '').join(', ');
}

function districts(market: Market, book: AddressBook, place: Place): WireDistrict[] {
  const levels = [[market.country, market.region] as const, ...place.levels];
  return levels.map(([name, iso], depth) => ({
    address_level: `L${depth}`,
    address_level_name: depth === 0 ? 'Country' : (book.levelNames[depth - 1] ?? ''),
    address_name: name,
    iso_code: iso,
  }));
}

function secondLine(region: Region, random: Random): string {
  const number = random.int(1, 40);
  const words: Partial<Record<Region, string>> = {
    US: `Apt ${number}`,
    GB: `Flat ${number}`,
    JP: `見本ビル${number}`,
    BR: `Apto ${number}`,
    TH: `ชั้น ${number}`,
  };
  return words[region] ?? `${number}`;
}
