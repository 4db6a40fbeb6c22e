import { access } from 'node:fs/promises';
import { StateError, UsageError } from '../../core/errors.ts';
import { checkTableName, writeTable } from '../../core/tables.ts';
import { ITEM_HEADINGS, toItemCells } from '../../mapping/items/export.ts';
import type { ItemListing } from '../../mapping/items/find.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { readShops } from '../shops/shop.ts';
import { readAllListings, shopsOf } from './read.ts';

/** What an export is asked. */
export interface ExportRequest {
  /** Path that ends in .csv or .xlsx. */
  readonly file: string;
  /** A shop's TikTok id, its name or `#12`; all shops without it. */
  readonly shop?: string | undefined;
  /** Only listings that stand for no product. */
  readonly unmatched: boolean;
  /** Whether a file that is there may be replaced. */
  readonly overwrite: boolean;
}

/** What an export wrote. */
export interface ExportReport {
  readonly file: string;
  readonly shops: number;
  readonly listings: number;
  /** Listings among them that stand for no product. */
  readonly unmatched: number;
}

/**
 * Writes the listings of one shop or of all, with the Internal References of their products, to a spreadsheet file.
 *
 * @throws UsageError when the name of the file ends otherwise, the file is there, no shop is meant, or there is nothing to
 *   write.
 * @throws ShopTwiceError when two records stand for one shop.
 * @throws StateError when the file cannot be written.
 */
export async function exportItems(odoo: OdooClient, request: ExportRequest): Promise<ExportReport> {
  const { file } = request;
  checkTableName(file);
  if (!request.overwrite) await requireNoFile(file);
  const shops = shopsOf(await readShops(odoo), request.shop);
  const labels = await matchLabels(odoo);
  const cells: string[][] = [];
  let unmatched = 0;
  for (const shop of shops) {
    const listings = await readAllListings(odoo, shop.id);
    const open = listings.filter(({ productId }) => productId === undefined);
    unmatched += open.length;
    for (const listing of (request.unmatched ? open : listings).toSorted(byName)) {
      cells.push(toItemCells(shop.shopId, listing, labels.get(listing.match) ?? listing.match));
    }
  }
  if (cells.length === 0) throw nothingToWrite(request);
  await writeTable(file, [ITEM_HEADINGS, ...cells]);
  return { file, shops: shops.length, listings: cells.length, unmatched };
}

function byName({ seen: a }: ItemListing, { seen: b }: ItemListing): number {
  return a.title.localeCompare(b.title, 'en') || a.variant.localeCompare(b.variant, 'en');
}

function nothingToWrite({ unmatched, shop }: ExportRequest): UsageError {
  if (unmatched) return new UsageError('Every listing stands for a product: there is nothing to write.');
  return new UsageError('There are no listings yet.', {
    remedy: `Read them from TikTok first: tiktok-odoo sync catalogue${shop === undefined ? '' : ` --shop "${shop}"`}.`,
  });
}

/** Match states as Odoo shows them. */
async function matchLabels(odoo: OdooClient): Promise<ReadonlyMap<string, string>> {
  const fields = await odoo.fieldsOf('x_tiktok_listing');
  return new Map(fields.get('x_match')?.selection ?? []);
}

async function requireNoFile(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new StateError(`The file ${file} cannot be written.`, {
      cause: error,
      remedy: 'Check its folder and rights.',
    });
  }
  throw new UsageError(`${file} is there already.`, {
    remedy: 'Name another file, or add --overwrite: what was filled in there and not imported is lost then.',
  });
}
