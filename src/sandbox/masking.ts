import { fullAddress } from './generate/buyers.ts';
import type { WireAddress, WireDistrict, WireOrder } from './wire.ts';

/** How much of an address an app may read. */
export type Readability = 'clear' | 'masked' | 'empty';

/** Days after completion from which US addresses are masked. */
const US_CLEAR_DAYS = 30;

/**
 * Says how much of an order's address an app may read.
 *
 * Nothing before the order is released. US: clear, but masked once cancelled, 30 days after completion, and for goods
 * at TikTok. Elsewhere: clear only where the seller ships with an own carrier.
 *
 * @param now - Unix seconds.
 */
export function readabilityOf(order: WireOrder, now: number): Readability {
  if (order.status === 'UNPAID' || order.status === 'ON_HOLD') return 'empty';
  const isFbt = order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK';
  if (order.recipient_address.region_code !== 'US') {
    return order.shipping_type === 'SELLER' && !isFbt ? 'clear' : 'masked';
  }
  const isOld = order.status === 'COMPLETED' && now - order.update_time >= US_CLEAR_DAYS * 86_400;
  return isFbt || isOld || order.status === 'CANCELLED' ? 'masked' : 'clear';
}

/** An order as an app may see it at a moment. The order itself stays as it is. */
export function viewOrder(order: WireOrder, now: number): WireOrder {
  const readability = readabilityOf(order, now);
  if (readability === 'clear') return order;
  if (readability === 'empty') {
    return { ...order, buyer_email: '', recipient_address: emptyAddress(order.recipient_address) };
  }
  return {
    ...order,
    recipient_address: maskAddress(order.recipient_address),
    ...(typeof order['cpf'] === 'string'
      ? { cpf: maskDigits(order['cpf']), cpf_name: maskText(order.recipient_address.name) }
      : {}),
  };
}

function emptyAddress(address: WireAddress): WireAddress {
  return {
    address_detail: '',
    address_line1: '',
    address_line2: '',
    first_name: '',
    full_address: '',
    last_name: '',
    name: '',
    phone_number: '',
    postal_code: '',
    region_code: address.region_code,
  };
}

function maskAddress(address: WireAddress): WireAddress {
  const masked: WireAddress = {
    ...address,
    name: maskText(address.name),
    first_name: maskText(address.first_name),
    last_name: maskText(address.last_name),
    phone_number: maskPhone(address.phone_number),
    address_detail: maskText(address.address_detail),
    address_line1: maskText(address.address_line1),
    address_line2: maskText(address.address_line2),
    ...maskOptional(address),
    postal_code: maskPostcode(address.postal_code),
    district_info: (address.district_info ?? []).map(maskDistrict),
  };
  return { ...masked, full_address: fullAddress(masked) };
}

function maskOptional(address: WireAddress): Partial<WireAddress> {
  const fields = ['address_line3', 'address_line4', 'first_name_local_script', 'last_name_local_script'] as const;
  const present = fields.filter((field) => address[field] !== undefined);
  return Object.fromEntries(present.map((field) => [field, maskText(address[field] ?? '')]));
}

/** Country, state and the level below stay readable. */
function maskDistrict(district: WireDistrict): WireDistrict {
  const isDeep = district.address_level >= 'L3';
  return isDeep ? { ...district, address_name: maskText(district.address_name) } : district;
}

/** `Jalan Contoh No. 7` becomes `J*** C*** N*** *`. */
function maskText(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => (/\d/.test(word) ? '*' : `${Array.from(word)[0] ?? ''}***`)).join(' ');
}

/** `(+62)81200001234` becomes `(+62)812****34`. */
function maskPhone(phone: string): string {
  const [, country = '', rest = ''] = /^(\(\+\d+\))?(.*)$/s.exec(phone) ?? [];
  return rest === '' ? country : `${country}${rest.slice(0, 3)}****${rest.slice(-2)}`;
}

function maskPostcode(postcode: string): string {
  return postcode === '' ? '' : `${postcode.slice(0, 2)}***`;
}

function maskDigits(text: string): string {
  return text.replace(/\d(?=\d{2})/g, '*');
}
