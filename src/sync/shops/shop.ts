import { ShopTwiceError, UsageError } from '../../core/errors.ts';
import { fromOdooDateTime } from '../../core/time.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { groupBy, idOf, textOf } from '../rows.ts';

/** An `x_tiktok_shop` as Odoo reads it; see the addon for its fields. */
export type ShopRow = Row;

/** A shop as the syncs see it: who it is, how to reach it, and how far they are. Moments are Unix seconds. */
export interface Shop {
  /** Database id of the `x_tiktok_shop`. */
  readonly id: number;
  /** TikTok's id. */
  readonly shopId: string;
  readonly name: string;
  readonly region: string;
  readonly cipher: string;
  /** Section of `.odoorc` with the app that reaches it. */
  readonly app: string;
  readonly openId: string;
  /** State of the authorisation: linked, expiring, expired, revoked. */
  readonly accountState: string;
  readonly enabled: boolean;
  /** new, enabled, disabled, refused. */
  readonly state: string;
  readonly message: string;
  readonly lastOrderSync: number | undefined;
  readonly syncFrom: number | undefined;
  readonly confirm: boolean;
  readonly row: ShopRow;
}

/** The fields of `x_tiktok_shop` that decide how it is synced. */
export const SHOP_FIELDS = [
  'x_name',
  'x_shop_id',
  'x_cipher',
  'x_region',
  'x_account_id',
  'x_enabled',
  'x_state',
  'x_message',
  'x_settings_key',
  'x_company_id',
  'x_currency_id',
  'x_pricelist_id',
  'x_warehouse_id',
  'x_fbt_warehouse_id',
  'x_team_id',
  'x_source_id',
  'x_goods_tax_id',
  'x_shipping_tax_id',
  'x_fiscal_position_id',
  'x_payment_journal_id',
  'x_affiliate_journal_id',
  'x_order_prefix',
  'x_default_product_id',
  'x_shipping_product_id',
  'x_seller_discount_product_id',
  'x_platform_discount_product_id',
  'x_platform_subsidy_product_id',
  'x_default_carrier_id',
  'x_sync_orders',
  'x_sync_catalogue',
  'x_sync_inventory',
  'x_sync_prices',
  'x_import_from',
  'x_last_order_sync',
  'x_sync_from',
  'x_late_policy',
  'x_unknown_sku',
  'x_confirm_policy',
  'x_match_seller_sku',
  'x_match_item_id',
  'x_match_barcode',
  'x_reference_source',
  'x_last_catalogue_sync',
  'x_last_full_catalogue',
  'x_stock_location_id',
  'x_stock_buffer',
  'x_stock_percent',
  'x_stock_threshold',
  'x_low_stock',
  'x_stock_sharing',
  'x_stock_weight',
  'x_last_stock_check',
  'x_price_pricelist_id',
  'x_price_guard',
] as const;

/** Reads all shops, in the order of their names: two calls. */
export async function readShops(odoo: OdooClient): Promise<Shop[]> {
  const rows = await odoo.searchRead('x_tiktok_shop', [], SHOP_FIELDS, { order: 'x_name, id' });
  const accountIds = [...new Set(rows.map((row) => idOf(row['x_account_id'])).filter((id) => id !== undefined))];
  const accounts = await odoo.read('x_tiktok_account', accountIds, ['x_app', 'x_open_id', 'x_state']);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return rows.map((row) => toShop(row, byId.get(idOf(row['x_account_id']) ?? 0)));
}

/**
 * Finds shops that two records claim, by TikTok's shop id.
 *
 * A duplicated record would import every order under two sets of settings: such a shop is left alone until one is gone.
 */
export function findTwins(shops: readonly Shop[]): ReadonlyMap<string, readonly Shop[]> {
  return new Map([...groupBy(shops, (shop) => shop.shopId)].filter(([shopId, twins]) => shopId && twins.length > 1));
}

/** Whether a shop is meant by what a person typed: its TikTok id, its name, or its database id as `#12`. */
export function isShop(shop: Shop, text: string): boolean {
  return shop.shopId === text || shop.name.toLowerCase() === text.toLowerCase() || `#${shop.id}` === text;
}

/**
 * The one shop that a person means.
 *
 * @throws UsageError when there is none such; it names those that there are.
 * @throws ShopTwiceError when two records are meant.
 */
export function requireShop(all: readonly Shop[], text: string): Shop {
  const found = all.filter((shop) => isShop(shop, text));
  const [shop] = found;
  if (!shop) throw noSuchShop(all, text);
  if (found.length === 1) return shop;
  const names = found.map(({ id, name, shopId }) => `#${id} ${name} (${shopId})`).join(', ');
  throw new ShopTwiceError(`Several shops are meant by "${text}": ${names}.`, {
    remedy: 'Name one by its number or TikTok id; delete a record that was made by hand or duplicated.',
  });
}

/** The error for a text that means no shop. */
export function noSuchShop(all: readonly Shop[], text: string): UsageError {
  return new UsageError(`There is no shop ${JSON.stringify(text)}.`, {
    remedy:
      all.length > 0
        ? `Known shops: ${all.map(({ name, shopId }) => `${name} (${shopId})`).join(', ')}.`
        : 'Link an account first: tiktok-odoo auth link.',
  });
}

function toShop(row: ShopRow, account: Row | undefined): Shop {
  return {
    id: row.id,
    shopId: textOf(row['x_shop_id']),
    name: textOf(row['x_name']),
    region: textOf(row['x_region']),
    cipher: textOf(row['x_cipher']),
    app: textOf(account?.['x_app']),
    openId: textOf(account?.['x_open_id']),
    accountState: textOf(account?.['x_state']),
    enabled: row['x_enabled'] === true,
    state: textOf(row['x_state']),
    message: textOf(row['x_message']),
    lastOrderSync: fromOdooDateTime(textOf(row['x_last_order_sync'])),
    syncFrom: fromOdooDateTime(textOf(row['x_sync_from'])),
    confirm: row['x_confirm_policy'] !== 'draft',
    row,
  };
}
