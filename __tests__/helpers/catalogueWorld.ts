/** Catalogue syncs of a world, and the listings that they leave in Odoo. */
import { expect } from '@jest/globals';
import type { Bridge } from '../../src/bridge.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import type { CatalogueReport } from '../../src/sync/catalogue/report.ts';
import { type CatalogueSyncRequest, syncCatalogue } from '../../src/sync/catalogue/sync.ts';
import { fingerprint } from './odooWorld.ts';
import type { World, WorldShop } from './world.ts';

/** A catalogue sync as most tests want it. */
export type CatalogueWish = Partial<CatalogueSyncRequest>;

/** A listing as it is in Odoo. */
export interface ListingView {
  readonly id: number;
  readonly skuId: string;
  readonly itemId: string;
  readonly sellerSku: string;
  readonly title: string;
  readonly variant: string;
  readonly barcode: string;
  readonly image: string;
  readonly status: string;
  readonly skuStatus: string;
  readonly price: number;
  readonly match: string;
  readonly note: string;
  readonly productId: number;
  /** Internal Reference of the product. */
  readonly code: string;
}

/** What a sync is asked unless a test says otherwise. */
export function requestOf(wish: CatalogueWish = {}): CatalogueSyncRequest {
  return { full: false, dryRun: false, createProducts: false, overlapSeconds: 600, ...wish };
}

/** Syncs the first shop's catalogue. */
export async function syncOneCatalogue(
  world: World,
  wish: CatalogueWish = {},
  by: Bridge = world.bridge,
): Promise<CatalogueReport> {
  const [report] = await syncCatalogue(await by.shopSyncDeps(), { shop: world.shop.shopId, ...requestOf(wish) });
  if (!report) throw new Error('There is no report.');
  return report;
}

/** As {@link syncOneCatalogue}; fails with what went wrong. */
export async function syncWell(world: World, wish: CatalogueWish = {}): Promise<CatalogueReport> {
  const report = await syncOneCatalogue(world, wish);
  expect(report.error).toBeUndefined();
  return report;
}

/** Syncs, syncs again, and expects that the second time nothing was written, the shop's cursors included. @returns The first report. */
export async function syncCatalogueTwice(world: World, wish: CatalogueWish = {}): Promise<CatalogueReport> {
  const first = await syncWell(world, wish);
  const before = [await fingerprint(world), await writeDates(world)];
  const second = await syncWell(world, { ...wish, full: false });
  expect([await fingerprint(world), await writeDates(world)]).toEqual(before);
  expect(second.written).toBe(0);
  return first;
}

/** Adds stop-watches for the shop's record: its cursors are not in the fingerprint. */
async function writeDates({ admin }: World): Promise<unknown[]> {
  const rows = await admin.searchRead('x_tiktok_shop', [], ['write_date'], { order: 'id' });
  return rows.map((row) => row['write_date']);
}

/** All listings of a shop by SKU id. */
export async function readListingViews(
  world: World,
  shop: WorldShop = world.shop,
): Promise<ReadonlyMap<string, ListingView>> {
  const rows = await world.admin.searchRead('x_tiktok_listing', [['x_shop_id', '=', shop.id]], FIELDS, { order: 'id' });
  const products = rows.map((row) => idOf(row['x_product_id'])).filter((id) => id > 0);
  const codes = await codesOf(world.admin, products);
  const views = rows.map((row): ListingView => {
    const productId = idOf(row['x_product_id']);
    return {
      id: row.id,
      skuId: text(row['x_sku_id']),
      itemId: text(row['x_item_id']),
      sellerSku: text(row['x_seller_sku']),
      title: text(row['x_name']),
      variant: text(row['x_sku_name']),
      barcode: text(row['x_barcode']),
      image: text(row['x_image_url']),
      status: text(row['x_status']),
      skuStatus: text(row['x_sku_status']),
      price: Number(row['x_price']),
      match: text(row['x_match']),
      note: text(row['x_match_note']),
      productId,
      code: codes.get(productId) ?? '',
    };
  });
  expect(new Set(views.map(({ skuId }) => skuId)).size).toBe(views.length);
  return new Map(views.map((view) => [view.skuId, view]));
}

/** The listing of a SKU, which has to be there. */
export async function requireListing(world: World, skuId: string): Promise<ListingView> {
  const view = (await readListingViews(world)).get(skuId);
  if (!view) throw new Error(`SKU ${skuId} has no listing.`);
  return view;
}

const FIELDS = [
  'x_sku_id',
  'x_item_id',
  'x_seller_sku',
  'x_name',
  'x_sku_name',
  'x_barcode',
  'x_image_url',
  'x_status',
  'x_sku_status',
  'x_price',
  'x_match',
  'x_match_note',
  'x_product_id',
];

async function codesOf(admin: OdooClient, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await admin.read('product.product', [...new Set(ids)], ['default_code']);
  return new Map(rows.map((row) => [row.id, text(row['default_code'])]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function idOf(value: unknown): number {
  return Array.isArray(value) ? Number(value[0]) : 0;
}

/** Gives the bridge's user groups beyond those that it needs for orders, as an administrator may. */
export async function grantGroups({ admin, odoo }: World, ...groups: readonly string[]): Promise<void> {
  const ids = await admin.findByXid('res.groups', groups);
  await admin.write('res.users', [await odoo.uid()], {
    [admin.profile.userGroups]: [...ids.values()].map((id) => [4, id]),
  });
}
