import type { Product } from '../goods.ts';
import type { Region } from '../markets.ts';
import { refuseProduct } from '../productCodes.ts';
import { REFUSALS } from '../refusal.ts';
import { rowsIn, textIn, type Row } from './fields.ts';
import type { OperationCall } from './types.ts';

/** What a call says about one SKU. */
export interface SkuRow {
  readonly skuId: string;
  readonly fields: Row;
}

/** Most SKUs of a product, and so in one call about it. */
const MAX_SKUS = 100;
const MORE_SKUS = 300;
const MARKETS_WITH_MORE: readonly Region[] = ['US', 'GB', 'DE', 'ES', 'FR', 'IT', 'IE', 'JP', 'BR', 'MX'];

/**
 * Reads `skus` of a call that changes a product.
 *
 * @throws Refusal when the product cannot be changed, there are no SKUs or too many, or one is named twice or not at all.
 */
export function skuRows({ shop, body }: OperationCall, product: Product): SkuRow[] {
  if (product.status === 'FREEZE' || product.status === 'DELETED') throw refuseProduct(12052901);
  const rows = rowsIn(body, 'skus');
  if (!rows) throw REFUSALS.missingField('Skus');
  if (rows.length === 0) throw refuseProduct(12052902);
  const most = MARKETS_WITH_MORE.includes(shop.options.region) ? MORE_SKUS : MAX_SKUS;
  if (rows.length > most) throw refuseProduct(12052050);
  const named = rows.map((fields) => ({ skuId: textIn(fields, 'id') ?? '', fields }));
  if (named.some(({ skuId }) => skuId === '')) throw refuseProduct(12052036);
  if (new Set(named.map(({ skuId }) => skuId)).size < named.length) throw refuseProduct(12052553);
  return named;
}
