import { ShopSettingsError } from '../../core/errors.ts';
import { type Amount, amountFromFloat, amountToNumber, formatMoney } from '../../core/money.ts';
import { toOdooDateTime } from '../../core/time.ts';
import { decidePrice, type PriceDecision, type PriceRules } from '../../mapping/prices/decide.ts';
import { limitsOf } from '../../mapping/prices/limits.ts';
import type { Row } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { type RecordChange, updateMany } from '../../odoo/loader.ts';
import { updatePrices } from '../../tiktok/prices.ts';
import { type SendOutcome, sendPerProduct } from '../perProduct.ts';
import { numberOf, textOf } from '../rows.ts';
import type { ShopRun } from '../shops/each.ts';
import type { PriceChange, PriceTally } from './report.ts';

/** Everything that one shop's run works with. */
export interface PricesRun extends ShopRun {
  readonly options: { readonly dryRun: boolean; readonly signal?: AbortSignal | undefined };
  readonly tally: PriceTally;
  readonly onProgress: (done: number, total: number) => void;
}

const FIELDS = ['x_item_id', 'x_sku_id', 'x_seller_sku', 'x_price', 'x_price_wanted', 'x_price_note'];
/** Listings whose prices Odoo works out in one call. */
const PAGE = 2000;

interface Priced {
  readonly row: Row;
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  readonly shown: Amount;
  readonly decision: PriceDecision;
}

/**
 * Sends the prices of one shop's pricelist that TikTok does not show yet. What cannot be sent is noted on the listing.
 *
 * @throws ShopSettingsError when the shop names no pricelist for TikTok.
 * @throws The errors of both clients; what was sent before is written on the listings.
 */
export async function runPrices(run: PricesRun): Promise<void> {
  const { odoo, shop, options, tally } = run;
  if (!shop.row['x_price_pricelist_id']) throw noPricelist(run);
  const rules = rulesOf(run);
  tally.currency = rules.currency;
  const domain = [
    ['x_shop_id', '=', shop.id],
    ['x_product_id', '!=', false],
    ['x_sku_id', '!=', false],
    ['x_item_id', '!=', false],
    ['x_sku_status', '!=', 'GONE'],
  ] as const;
  const ids = await odoo.search('x_tiktok_listing', domain, { order: 'x_item_id, x_sku_id, id' });
  for (let start = 0; start < ids.length && !options.signal?.aborted; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const rows = await leanRead(odoo, 'x_tiktok_listing', [['id', 'in', page]], FIELDS);
    tally.listings += rows.length;
    await pricePage(run, rules, rows);
    run.onProgress(tally.listings, ids.length);
  }
}

async function pricePage(run: PricesRun, rules: PriceRules, rows: readonly Row[]): Promise<void> {
  const { options, tally } = run;
  const priced = rows.map((row) => toPriced(row, rules));
  const wanted = priced.filter(({ decision }) => decision.action === 'send');
  const notes = new Map(
    priced.flatMap(({ row, decision }) => (decision.action === 'refuse' ? [[row.id, decision.note] as const] : [])),
  );
  const { refused, unsent, error } = options.dryRun ? NOTHING : await sendPrices(run, rules, wanted);
  for (const [{ row }, note] of refused) notes.set(row.id, note);
  const sent = wanted.filter((one) => !refused.has(one) && !unsent.has(one));
  tally.sent += sent.length;
  for (const one of sent) tally.changes.push(toChange(one, rules));
  for (const one of priced) {
    const note = notes.get(one.row.id);
    if (note === undefined) continue;
    const { itemId, skuId, sellerSku, row } = one;
    tally.problems.push({ itemId, skuId, sellerSku, note, isNew: textOf(row['x_price_note']) !== note });
  }
  await writeBack(run, { priced, sent, notes });
  if (error) throw error;
}

const NOTHING: SendOutcome<Priced> = { refused: new Map(), unsent: new Set(), error: undefined };

function sendPrices(run: PricesRun, { currency }: PriceRules, wanted: readonly Priced[]): Promise<SendOutcome<Priced>> {
  const { tiktok, shop, options } = run;
  const ref = { id: shop.shopId, cipher: shop.cipher };
  const send = async (itemId: string, group: readonly Priced[]): Promise<ReadonlyMap<Priced, string>> => {
    const skus = group.flatMap(({ skuId, decision }) =>
      decision.action === 'send' ? [{ id: skuId, amount: decision.amount, currency }] : [],
    );
    await updatePrices(tiktok, ref, itemId, skus);
    return new Map();
  };
  return sendPerProduct(wanted, ({ itemId }) => itemId, send, options.signal);
}

interface PageResult {
  readonly priced: readonly Priced[];
  readonly sent: readonly Priced[];
  readonly notes: ReadonlyMap<number, string>;
}

/** What was sent is what TikTok shows from now on: prices go live without an audit. */
async function writeBack({ odoo, options, tally, now }: PricesRun, { priced, sent, notes }: PageResult): Promise<void> {
  const moment = toOdooDateTime(now());
  const sentIds = new Set(sent.map(({ row }) => row.id));
  const changes = priced.flatMap(({ row, decision }): RecordChange[] => {
    const note = notes.get(row.id) ?? '';
    if (decision.action === 'send' && sentIds.has(row.id)) {
      const price = amountToNumber(decision.price);
      const values = { x_price: price, x_price_sent: price, x_price_sent_at: moment, x_price_note: note };
      return [{ id: row.id, values }];
    }
    return textOf(row['x_price_note']) === note ? [] : [{ id: row.id, values: { x_price_note: note } }];
  });
  tally.written += changes.length;
  if (changes.length === 0 || options.dryRun) return;
  const refused = await updateMany(odoo, 'x_tiktok_listing', changes);
  for (const { id, message } of refused) odoo.logger.warn('a listing could not be written', { listing: id, message });
}

function toPriced(row: Row, rules: PriceRules): Priced {
  const wanted = amountFromFloat(numberOf(row['x_price_wanted']));
  const shown = amountFromFloat(numberOf(row['x_price']));
  return {
    row,
    itemId: textOf(row['x_item_id']),
    skuId: textOf(row['x_sku_id']),
    sellerSku: textOf(row['x_seller_sku']),
    shown,
    decision: decidePrice({ wanted, shown }, rules),
  };
}

function toChange({ itemId, skuId, sellerSku, shown, decision }: Priced, { decimals }: PriceRules): PriceChange {
  const to = decision.action === 'send' ? decision.amount : '';
  return { itemId, skuId, sellerSku, from: formatMoney(shown, decimals), to };
}

function rulesOf({ mappings, settings, shop }: PricesRun): PriceRules {
  const { currency, region } = settings;
  const decimals = mappings.currencies[currency]?.decimals ?? 2;
  return { currency, decimals, limits: limitsOf(region), guardPercent: numberOf(shop.row['x_price_guard']) };
}

function noPricelist({ shop }: PricesRun): ShopSettingsError {
  return new ShopSettingsError(`Shop ${shop.name} names no pricelist for TikTok.`, {
    remedy: 'Choose Pricelist for TikTok in the shop’s form, or switch Sync prices off.',
    context: { shopId: shop.shopId },
  });
}
