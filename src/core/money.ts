/** An exact amount in currency units (not cents), held as an integer scaled by 10^6. */
export type Amount = bigint & { readonly __brand: 'Amount' };

/** Decimals that an {@link Amount} holds; TikTok and Odoo use fewer. */
export const SCALE = 6;
const FACTOR = 10n ** BigInt(SCALE);

/** The amount 0. */
export const ZERO = 0n as Amount;

/**
 * Reads a decimal amount such as `"12.50"`, `"-3"` or `"0 "`.
 *
 * @param text - Amount in currency units, `.` as the decimal mark, no thousands separator; outer blanks are ignored.
 * @throws RangeError when `text` is not such a number or has more than six decimals that are not zero.
 */
export function parseAmount(text: string): Amount {
  const match = /^(?<sign>[+-]?)(?<whole>\d+)(?:\.(?<fraction>\d*))?$/.exec(text.trim());
  const fraction = match?.groups?.['fraction']?.replace(/0+$/, '') ?? '';
  if (!match?.groups || fraction.length > SCALE) throw new RangeError(`Not a decimal amount: ${JSON.stringify(text)}`);
  const scaled = BigInt(match.groups['whole'] ?? '0') * FACTOR + BigInt(fraction.padEnd(SCALE, '0'));
  return (match.groups['sign'] === '-' ? -scaled : scaled) as Amount;
}

/** Reads an amount that may be absent: empty, null and missing count as 0, as TikTok mixes them. */
export function parseOptionalAmount(text: string | null | undefined): Amount {
  return text === null || text === undefined || text.trim() === '' ? ZERO : parseAmount(text);
}

/**
 * Reads a float that came from Odoo (JSON knows no decimals) as the nearest amount with six decimals.
 *
 * @throws RangeError when `value` is not finite or too large to be exact to six decimals.
 */
export function amountFromFloat(value: number): Amount {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) throw new RangeError(`Not an exact amount: ${value}`);
  return parseAmount(value.toFixed(SCALE));
}

/** Adds amounts up; the sum of none is 0. */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Amount;
}

/** First amount minus the second. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  return (a - b) as Amount;
}

/** The amount with the other sign. */
export function negateAmount(amount: Amount): Amount {
  return (0n - amount) as Amount;
}

/** An amount times a whole number, a quantity for example. */
export function multiplyAmount(amount: Amount, quantity: number): Amount {
  return (amount * BigInt(quantity)) as Amount;
}

/**
 * Rounds half away from zero to a number of decimals.
 *
 * @param decimals - 0 to {@link SCALE}; the currency's own, 0 for JPY, 2 for USD.
 */
export function roundAmount(amount: Amount, decimals: number): Amount {
  const unit = 10n ** BigInt(SCALE - decimals);
  const half = amount < 0n ? -unit / 2n : unit / 2n;
  return (((amount + half) / unit) * unit) as Amount;
}

/** Writes an amount as a plain decimal without needless zeros: `12.5`, `-3`, `0`. */
export function formatAmount(amount: Amount): string {
  const digits = (amount < 0n ? 0n - amount : amount).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction ? `.${fraction}` : ''}`;
}

/** Writes an amount with exactly the decimals of its currency, for people: `12.50`. */
export function formatMoney(amount: Amount, decimals: number): string {
  const [whole = '0', fraction = ''] = formatAmount(roundAmount(amount, decimals)).split('.');
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
}

/** The amount as a float, for Odoo's JSON; exact to six decimals below 10^9. */
export function amountToNumber(amount: Amount): number {
  return Number(formatAmount(amount));
}
