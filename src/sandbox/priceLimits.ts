import type { Region } from './markets.ts';
import type { ShopOptions } from './options.ts';

type Limits = readonly [least: string, most: string];

const EU: Limits = ['0.01', '6300'];
const EU_CROSS_BORDER: Limits = ['0.01', '150'];

/** Least and most that local sellers may ask for a SKU. */
const LOCAL: Readonly<Record<Region, Limits>> = {
  US: ['0.01', '7600'],
  GB: ['0.01', '5600'],
  DE: EU,
  ES: EU,
  FR: EU,
  IT: EU,
  IE: EU,
  ID: ['100', '100000000'],
  MY: ['0.01', '320000'],
  PH: ['0.01', '400000'],
  SG: ['0.01', '10000'],
  TH: ['30', '260000'],
  VN: ['1', '180000000'],
  JP: ['1', '500000'],
  BR: ['0.5', '10000'],
  MX: ['1', '50000'],
};

/** Sellers from abroad may ask less where it is known. */
const CROSS_BORDER: Partial<Record<Region, Limits>> = {
  US: ['0.01', '800'],
  GB: ['0.01', '134.5'],
  DE: EU_CROSS_BORDER,
  ES: EU_CROSS_BORDER,
  FR: EU_CROSS_BORDER,
  IT: EU_CROSS_BORDER,
  IE: EU_CROSS_BORDER,
  JP: ['1', '10000'],
  SG: ['0.01', '400'],
};

/** Least and most that a shop may ask for a SKU. @see Partner Center, "Update Price" */
export function priceLimits({ region, sellerType }: Pick<ShopOptions, 'region' | 'sellerType'>): Limits {
  return (sellerType === 'CROSS_BORDER' ? CROSS_BORDER[region] : undefined) ?? LOCAL[region];
}
