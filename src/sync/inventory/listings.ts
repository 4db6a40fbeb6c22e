import type { KnownStock, StockListing, StockRules, StockState } from '../../mapping/stock/types.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { idOf, numberOf, textOf } from '../rows.ts';

const FIELDS = [
  'x_item_id',
  'x_sku_id',
  'x_seller_sku',
  'x_product_id',
  'x_stock_own',
  'x_stock_buffer',
  'x_stock_percent',
  'x_stock_threshold',
  'x_tiktok_stock',
  'x_tiktok_committed',
  'x_stock_free',
  'x_stock_sent',
  'x_stock_basis',
  'x_stock_state',
  'x_stock_note',
  'x_low_stock',
];

/**
 * Reads all listings of a shop whose stock is kept: those with a product whose stock is to be sent and that TikTok still
 * lists. In the order of their Item IDs, so that SKUs of one product stand together.
 *
 * @param shopRecordId - Database id of the `x_tiktok_shop`.
 * @param shopRules - For listings without rules of their own.
 */
export async function readStockListings(
  odoo: OdooClient,
  shopRecordId: number,
  shopRules: StockRules,
): Promise<StockListing[]> {
  const domain = [
    ['x_shop_id', '=', shopRecordId],
    ['x_product_id', '!=', false],
    ['x_stock_sync', '=', true],
    ['x_sku_id', '!=', false],
    ['x_item_id', '!=', false],
    ['x_sku_status', '!=', 'GONE'],
  ] as const;
  const rows = await leanRead(odoo, 'x_tiktok_listing', domain, FIELDS, 'x_item_id, x_sku_id, id');
  return rows.flatMap((row) => toListing(row, shopRules) ?? []);
}

/** The rules that stand in a record: of a shop, or of a listing with rules of its own. */
export function rulesOf(row: Row): StockRules {
  return {
    buffer: numberOf(row['x_stock_buffer']),
    percent: numberOf(row['x_stock_percent']),
    threshold: numberOf(row['x_stock_threshold']),
  };
}

function toListing(row: Row, shopRules: StockRules): StockListing | undefined {
  const productId = idOf(row['x_product_id']);
  if (productId === undefined) return undefined;
  return {
    id: row.id,
    itemId: textOf(row['x_item_id']),
    skuId: textOf(row['x_sku_id']),
    sellerSku: textOf(row['x_seller_sku']),
    productId,
    rules: row['x_stock_own'] === true ? rulesOf(row) : shopRules,
    known: toKnown(row),
  };
}

function toKnown(row: Row): KnownStock {
  return {
    basis: textOf(row['x_stock_basis']),
    state: (textOf(row['x_stock_state']) || 'none') as StockState,
    note: textOf(row['x_stock_note']),
    free: numberOf(row['x_stock_free']),
    sent: numberOf(row['x_stock_sent']),
    tiktok: numberOf(row['x_tiktok_stock']),
    committed: numberOf(row['x_tiktok_committed']),
    isLow: row['x_low_stock'] === true,
  };
}
