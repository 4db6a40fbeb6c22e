import { explain } from '../../core/errors.ts';
import { fieldsOfRecord, holdsRecord } from '../../mapping/orders/compare.ts';
import { type Outcome, outcomeOf } from '../../mapping/orders/outcome.ts';
import { withoutPersons } from '../../mapping/orders/persons.ts';
import { mapTiktokOrder, mapUnreadableOrder } from '../../mapping/orders/tiktokOrder.ts';
import type { Decision, Reason, ShopSettings } from '../../mapping/orders/types.ts';
import { upsert } from '../../odoo/loader.ts';
import { scheduleActivity } from '../../odoo/procedures/activity.ts';
import type { LoadRecord } from '../../odoo/values.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { idOf, textOf } from '../rows.ts';
import type { OrderSyncContext } from './context.ts';
import type { Decided } from './import.ts';
import type { KnownEntry } from './known.ts';
import type { PageOfOrders } from './page.ts';
import type { OrderOutcome, OrderResult } from './report.ts';

/**
 * The fields of `x_tiktok_order` that are compared before a record is written: those that mapping writes.
 *
 * @param order - Any order of the page; the fields are the same for all.
 */
export function recordFields(order: Order | undefined, shop: ShopSettings): string[] {
  const bare = mapUnreadableOrder({ id: '', path: '' }, shop);
  const nothing = { code: '', reason: '', heldSkus: [], imported: false, late: false, addressKey: '' };
  const links = { saleOrderId: undefined, partnerId: undefined };
  const full = order && mapTiktokOrder(order, { ...nothing, state: 'imported' }, links, shop);
  return [...new Set([bare, ...(full ? [full] : [])].flatMap(fieldsOfRecord))];
}

/** One order on its way into its `x_tiktok_order`. */
interface Entry {
  readonly item: Decided;
  readonly known: KnownEntry | undefined;
  readonly outcome: Outcome | undefined;
  readonly record: LoadRecord | undefined;
  /** Whether Odoo does not hold exactly this yet. */
  readonly changed: boolean;
}

/**
 * Writes every order of a page into its `x_tiktok_order`, in one call; orders whose record holds everything already are
 * not written. A new "needs attention" also makes an activity on the sale order, once.
 *
 * @returns What became of each order. In a dry run nothing is written.
 */
export async function recordOrders(
  items: readonly Decided[],
  rejected: PageOfOrders['rejected'],
  known: ReadonlyMap<string, KnownEntry>,
  context: OrderSyncContext,
): Promise<OrderOutcome[]> {
  const entries = items.map((item) => toEntry(item, known.get(item.order.id), context));
  const unreadable = rejected.flatMap(({ id, path }) => (id ? [{ id, path }] : []));
  if (!context.dryRun) {
    const fresh = entries.flatMap(({ record, changed }) => (record && changed ? [record] : []));
    await write([...fresh, ...unreadable.flatMap((order) => unreadableRecord(order, known, context))], context);
    await remind(entries, context);
  }
  return [...entries.map(toOutcome), ...rejected.map(({ id, path }) => unreadableOutcome(id, path))];
}

function toEntry(item: Decided, known: KnownEntry | undefined, { shop, mappings }: OrderSyncContext): Entry {
  const settled = settle(item.decision, known);
  const outcome = settled && { ...settled, reason: reasonFor(item.order, settled, known) };
  if (!outcome) return { item, known, outcome, record: undefined, changed: false };
  const links = {
    saleOrderId: item.saleOrderId ?? idOf(known?.row?.['x_sale_order_id']),
    partnerId: item.partnerId ?? idOf(known?.row?.['x_partner_id']),
  };
  const record = mapTiktokOrder(item.order, outcome, links, shop, mappings.currencies[shop.currency]?.decimals);
  return { item, known, outcome, record, changed: !known?.row || !holdsRecord(known.row, record) };
}

/** What blocks an order that is in Odoo already needs a person, not another import. */
function settle(decision: Decision, known: KnownEntry | undefined): Outcome | undefined {
  const outcome = outcomeOf(decision, known?.known);
  return outcome?.state === 'blocked' && outcome.imported ? { ...outcome, state: 'attention' } : outcome;
}

/** Reasons that quote Odoo, which names the number of the order that it refused to make, another one each time. */
const QUOTING: ReadonlySet<string> = new Set(['refused', 'contact_refused', 'not_confirmed']);

/** The reason in words that may be shown anywhere; one that quotes Odoo and differs in numbers only is the old one. */
function reasonFor(order: Order, outcome: Outcome, known: KnownEntry | undefined): string {
  const reason = withoutPersons(outcome.reason, order);
  const before = textOf(known?.row?.['x_reason']);
  return QUOTING.has(outcome.code) && plain(before) === plain(reason) ? before : reason;
}

function plain(text: string): string {
  return text.replace(/\d+/g, '#');
}

async function write(records: readonly LoadRecord[], { odoo, logger }: OrderSyncContext): Promise<void> {
  if (records.length === 0) return;
  const { refused } = await upsert(odoo, 'x_tiktok_order', records);
  if (refused.length === 0) return;
  logger.warn('Odoo refuses records of orders, only their state is written', { count: refused.length });
  const names = new Set(refused.map(({ externalId }) => externalId));
  const bare = records.filter(({ externalId }) => names.has(externalId)).map(withoutFacts);
  const second = await upsert(odoo, 'x_tiktok_order', bare);
  const first = second.refused[0];
  if (first) throw new Error(`Odoo refuses the record ${first.externalId}: ${first.message}`);
}

const STATE_FIELDS: ReadonlySet<string> = new Set([
  'x_name',
  'x_order_id',
  'x_shop_id/.id',
  'x_state',
  'x_reason_code',
  'x_reason',
  'x_imported',
  'x_sale_order_id/.id',
]);

/** A record that Odoo refuses for a fact of TikTok, an absurd amount for example, is shown all the same. */
function withoutFacts(record: LoadRecord): LoadRecord {
  const kept = Object.entries(record.values).filter(([column]) => STATE_FIELDS.has(column));
  return { externalId: record.externalId, values: Object.fromEntries(kept) };
}

function unreadableRecord(
  order: { readonly id: string; readonly path: string },
  known: ReadonlyMap<string, KnownEntry>,
  { shop }: OrderSyncContext,
): LoadRecord[] {
  const record = mapUnreadableOrder(order, shop);
  const row = known.get(order.id)?.row;
  return row && holdsRecord(row, record) ? [] : [record];
}

/** An activity is a help, not a duty: where it cannot be made, the record still shows what is to be done. */
async function remind(entries: readonly Entry[], context: OrderSyncContext): Promise<void> {
  const { odoo, logger, activityUserId: userId } = context;
  for (const { item, known, outcome, changed } of entries) {
    const { saleOrderId } = item;
    const isNew = known?.row?.['x_state'] !== 'attention' || known.row['x_reason_code'] !== outcome?.code;
    if (outcome?.state !== 'attention' || !changed || !isNew || saleOrderId === undefined) continue;
    try {
      const summary = `TikTok Shop: ${outcome.code.replaceAll('_', ' ')}`;
      await scheduleActivity(odoo, 'sale.order', [saleOrderId], { summary, note: outcome.reason, userId });
    } catch (error) {
      logger.warn('no activity could be made', { orderId: item.order.id, saleOrderId, cause: explain(error) });
    }
  }
}

function toOutcome({ item, known, outcome, changed }: Entry): OrderOutcome {
  const reason: Reason | undefined = outcome?.code ? { code: outcome.code, reason: outcome.reason } : undefined;
  return {
    orderId: item.order.id,
    status: item.order.status,
    result: resultOf(item.decision, known, outcome, changed),
    reason,
    saleOrderId: item.saleOrderId,
    changed,
  };
}

function resultOf(
  decision: Decision,
  known: KnownEntry | undefined,
  outcome: Outcome | undefined,
  changed: boolean,
): OrderResult {
  switch (outcome?.state) {
    case undefined:
      return 'unchanged';
    case 'waiting':
    case 'blocked':
    case 'attention':
      return outcome.state;
    case 'skipped':
      return changed ? 'skipped' : 'unchanged';
    case 'cancelled':
      return changed || decision.action === 'cancel' ? 'cancelled' : 'unchanged';
    case 'imported':
      if (decision.action === 'import' && textOf(known?.row?.['x_state']) !== 'imported') return 'created';
      return changed ? 'updated' : 'unchanged';
  }
}

function unreadableOutcome(id: string | undefined, path: string): OrderOutcome {
  const orderId = id ?? 'without id';
  const reason = `TikTok sent order ${orderId} in a shape that the bridge does not know (${path}): update the bridge, or report it.`;
  return { orderId, status: '', result: 'blocked', reason: { code: 'unreadable', reason }, changed: false };
}
