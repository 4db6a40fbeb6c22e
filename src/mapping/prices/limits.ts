import { type Amount, parseAmount } from '../../core/money.ts';

/** The prices that TikTok takes for a SKU. */
export interface PriceLimits {
  readonly min: Amount;
  readonly max: Amount;
}

const EU = ['0.01', '6300'] as const;

/**
 * Lowest and highest price of a SKU by market, for sellers of that market; those from abroad have lower ones, which TikTok
 * tells when it refuses.
 *
 * @see Partner Center, "Product and SKU limits"
 */
const LIMITS: Readonly<Record<string, readonly [min: string, max: string]>> = {
  BR: ['0.5', '10000'],
  DE: EU,
  ES: EU,
  FR: EU,
  GB: ['0.01', '5600'],
  ID: ['100', '100000000'],
  IE: EU,
  IT: EU,
  JP: ['1', '500000'],
  MX: ['1', '50000'],
  MY: ['0.01', '320000'],
  PH: ['0.01', '400000'],
  SG: ['0.01', '10000'],
  TH: ['30', '260000'],
  US: ['0.01', '7600'],
  VN: ['1', '180000000'],
};

/** The limits of a market; undefined for one that the table does not know: TikTok decides alone. */
export function limitsOf(region: string): PriceLimits | undefined {
  const limits = LIMITS[region];
  return limits && { min: parseAmount(limits[0]), max: parseAmount(limits[1]) };
}
