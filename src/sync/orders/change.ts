import { formatAmount } from '../../core/money.ts';
import { mapAddress } from '../../mapping/orders/contacts.ts';
import type { Decision, LineChange, ShopSettings } from '../../mapping/orders/types.ts';
import { createOnce } from '../../odoo/loader.ts';
import { changeAddress } from '../../odoo/procedures/address.ts';
import type { AttentionNeeded } from '../../odoo/procedures/attention.ts';
import { cancelOrders } from '../../odoo/procedures/cancel.ts';
import { changeQuantities, type QuantityChange } from '../../odoo/procedures/quantity.ts';
import type { OrderSyncContext } from './context.ts';
import type { Decided } from './import.ts';
import type { KnownEntry } from './known.ts';
import { readTotals, totalFault } from './totals.ts';

type Updatable = Decided & { readonly decision: Extract<Decision, { action: 'update' }> };

/**
 * Carries out what has changed on orders that are in Odoo: cancellations, lowered quantities, new addresses; each kind in
 * a handful of calls for the whole page.
 *
 * What Odoo does not allow any more (goods have left, an invoice is posted) ends as "needs attention" with the reason.
 */
export async function changeOrders(
  items: readonly Decided[],
  known: ReadonlyMap<string, KnownEntry>,
  context: OrderSyncContext,
): Promise<Decided[]> {
  if (items.length === 0) return [];
  const found = items.map((item) => ({ ...item, saleOrderId: known.get(item.order.id)?.known?.saleOrder?.id }));
  const cancelled = await cancelAll(
    found.filter(({ decision }) => decision.action === 'cancel'),
    context,
  );
  const lowered = await lowerAll(found.filter(isUpdatable), context);
  const moved = await readdressAll(lowered.filter(isUpdatable), context);
  return [...cancelled, ...lowered.filter((item) => !isUpdatable(item)), ...moved];
}

function isUpdatable<T extends Decided>(item: T): item is T & Updatable {
  return item.decision.action === 'update';
}

async function cancelAll(items: readonly Decided[], { odoo, confirms }: OrderSyncContext): Promise<Decided[]> {
  const ids = items.map(({ saleOrderId }) => saleOrderId ?? 0);
  if (ids.length === 0) return [];
  const { attention } = await confirms.add(() => cancelOrders(odoo, ids));
  return withAttention(items, attention, 'cancel', 'It was cancelled on TikTok, but not in Odoo.');
}

async function lowerAll(items: readonly Updatable[], context: OrderSyncContext): Promise<Decided[]> {
  const changes = items.flatMap(({ decision, saleOrderId }) =>
    decision.changes.lines.map((line) => toQuantityChange(line, saleOrderId ?? 0, context.shop)),
  );
  if (changes.length === 0) return [...items];
  const { attention } = await context.confirms.add(() => changeQuantities(context.odoo, changes));
  const lowered = withAttention(items, attention, 'partial_cancel', 'Units of it were cancelled on TikTok.');
  return checkTotals(lowered, new Set(changes.map(({ saleOrderId }) => saleOrderId)), context);
}

/** A lowered order has to add up again; it is confirmed already, so a person has to mend it. */
async function checkTotals(
  items: readonly Decided[],
  changedIds: ReadonlySet<number>,
  context: OrderSyncContext,
): Promise<Decided[]> {
  const totals = await readTotals(context.odoo, [...changedIds]);
  return items.map((item) => {
    const total = totals.get(item.saleOrderId ?? 0);
    const fault = total && isUpdatable(item) ? totalFault(item.order, total, context) : undefined;
    return fault ? { ...item, decision: { action: 'attention', ...fault } } : item;
  });
}

function toQuantityChange(line: LineChange, saleOrderId: number, shop: ShopSettings): QuantityChange {
  const taxIds = line.kind === 'shipping' ? shop.shippingTaxIds : shop.goodsTaxIds;
  const priceUnit = formatAmount(line.priceUnit);
  return { saleOrderId, lineId: line.lineId, quantity: line.quantity, priceUnit, taxIds };
}

/** A changed address is a new contact; what the old one holds stays for other orders. */
async function readdressAll(items: readonly Updatable[], context: OrderSyncContext): Promise<Decided[]> {
  const moving = items.filter(({ decision }) => decision.changes.addressKey !== undefined);
  if (moving.length === 0) return [...items];
  const contacts = moving.map(({ order }) => mapAddress(order, context)).filter((record) => record !== undefined);
  const made = await createOnce(context.odoo, 'res.partner', contacts);
  const refused = made.refused.map(({ externalId, message }) => [externalId, message] as const);
  const changes = moving.flatMap(({ decision, saleOrderId }) => {
    const partnerId = made.ids.get(decision.changes.addressKey ?? '');
    return partnerId === undefined || saleOrderId === undefined ? [] : [{ saleOrderId, partnerId }];
  });
  const { attention } = await changeAddress(context.odoo, changes);
  const messages = new Map(refused);
  const unmade = moving.flatMap(({ decision, saleOrderId }): AttentionNeeded[] => {
    const message = messages.get(decision.changes.addressKey ?? '');
    return message === undefined || saleOrderId === undefined ? [] : [{ id: saleOrderId, reason: 'refused', message }];
  });
  return withAttention(items, [...attention, ...unmade], 'address', 'Its delivery address was changed on TikTok.');
}

/** Turns what a procedure leaves to a person into a decision of that order. */
function withAttention(
  items: readonly Decided[],
  attention: readonly AttentionNeeded[],
  what: string,
  news: string,
): Decided[] {
  const needed = new Map(attention.map((entry) => [entry.id, entry]));
  return items.map((item) => {
    const entry = needed.get(item.saleOrderId ?? 0);
    if (!entry) return item;
    const reason = `Order ${item.order.id}: ${news} ${entry.message} Settle it by hand.`;
    return { ...item, decision: { action: 'attention', code: `${what}_${entry.reason}`, reason } };
  });
}
