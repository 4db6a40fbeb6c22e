import { toOdooDateTime } from '../../core/time.ts';
import { buyerKey, mapAddress, mapBuyer } from '../../mapping/orders/contacts.ts';
import { mapSaleOrder, orderMoment, saleOrderKey } from '../../mapping/orders/record.ts';
import type { Decision, ProductBinding, Reason } from '../../mapping/orders/types.ts';
import { createOnce } from '../../odoo/loader.ts';
import { confirmOrders } from '../../odoo/procedures/confirm.ts';
import type { LoadRecord } from '../../odoo/values.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import type { OrderSyncContext } from './context.ts';
import { type OrderTotal, readTotals, totalFault } from './totals.ts';

/** An order with what was decided; after the steps of the import the decision is final. */
export interface Decided {
  readonly order: Order;
  readonly decision: Decision;
  /** Database id of the sale order, once there is one. */
  readonly saleOrderId?: number | undefined;
  readonly partnerId?: number | undefined;
  /** Whether the sale order waits for its confirmation. */
  readonly isDraft?: boolean | undefined;
}

type Importable = Decided & { readonly decision: Extract<Decision, { action: 'import' }> };

/**
 * Makes the contacts and sale orders of a page and confirms them: seven calls whatever the size of the page.
 *
 * Every step finds what an interrupted run left. An order that Odoo refuses, or whose total is not TikTok's to the minor
 * unit, ends as blocked with the reason and is not confirmed; the others go on.
 */
export async function importOrders(
  items: readonly Decided[],
  products: ReadonlyMap<string, ProductBinding>,
  context: OrderSyncContext,
): Promise<Decided[]> {
  const { importable, others } = split(items, context);
  if (importable.length === 0) return others;
  const withContacts = await makeContacts(importable, context);
  const created = await makeOrders(withContacts.filter(isImportable), products, context);
  const confirmed = await confirmAll(created.filter(isImportable), context);
  return [
    ...others,
    ...withContacts.filter((item) => !isImportable(item)),
    ...created.filter((item) => !isImportable(item)),
    ...confirmed,
  ];
}

function isImportable(item: Decided): item is Importable {
  return item.decision.action === 'import';
}

/** Sets orders aside whose day has no exchange rate. */
function split(
  items: readonly Decided[],
  { rates }: OrderSyncContext,
): { importable: Importable[]; others: Decided[] } {
  const checked = items.map((item) => {
    const missing = isImportable(item) ? rates.missing(item.order.id, orderMoment(item.order)) : undefined;
    return missing ? blocked(item, missing) : item;
  });
  return { importable: checked.filter(isImportable), others: checked.filter((item) => !isImportable(item)) };
}

function blocked(item: Decided, reason: Reason): Decided {
  return { ...item, decision: { action: 'block', heldSkus: [], ...reason } };
}

/** Buyers first, then addresses: mixed in one load they take three times as long. */
async function makeContacts(items: readonly Importable[], context: OrderSyncContext): Promise<Decided[]> {
  const refusals = new Map<string, string>();
  const load = async (records: readonly LoadRecord[]): Promise<void> => {
    const fresh = records.filter((record) => !context.contacts.has(record.externalId));
    const unique = [...new Map(fresh.map((record) => [record.externalId, record])).values()];
    if (unique.length === 0) return;
    const outcome = await createOnce(context.odoo, 'res.partner', unique, { hoist: true });
    for (const key of outcome.ids.keys()) context.contacts.add(key);
    for (const { externalId: key, message } of outcome.refused) refusals.set(key, message);
  };
  await load(items.map(({ order }) => mapBuyer(order, context)));
  const reachable = items.filter(({ order }) => !refusals.has(buyerKey(order, context.shop)));
  await load(reachable.map(({ order }) => mapAddress(order, context)).filter((record) => record !== undefined));
  return items.map((item) => {
    const message = refusals.get(buyerKey(item.order, context.shop)) ?? refusals.get(item.decision.addressKey ?? '');
    if (message === undefined) return item;
    return blocked(item, {
      code: 'contact_refused',
      reason: `Odoo refuses the contact of order ${item.order.id}: ${message}`,
    });
  });
}

async function makeOrders(
  items: readonly Importable[],
  products: ReadonlyMap<string, ProductBinding>,
  context: OrderSyncContext,
): Promise<Decided[]> {
  if (items.length === 0) return [];
  const { odoo, shop, region, places, blankAnalytic } = context;
  const records = items.map(({ order, decision }) =>
    mapSaleOrder(order, { shop, region, places, products, profile: odoo.profile, blankAnalytic, decision }),
  );
  const outcome = await createOnce(odoo, 'sale.order', records, { hoist: true });
  const orders = await readTotals(odoo, [...outcome.ids.values()]);
  const refusals = new Map(outcome.refused.map((refusal) => [refusal.externalId, refusal.message]));
  return items.map((item) => {
    const key = saleOrderKey(item.order.id);
    const created = orders.get(outcome.ids.get(key) ?? 0);
    if (!created) {
      const message = refusals.get(key) ?? 'it did not say why';
      return blocked(item, { code: 'refused', reason: `Odoo refuses order ${item.order.id}: ${message}` });
    }
    return checkCreated({ ...item, saleOrderId: created.id, partnerId: created.partnerId }, created, context);
  });
}

/** Nothing is confirmed that does not add up; what is confirmed already is left as it is. */
function checkCreated(item: Importable, created: OrderTotal, context: OrderSyncContext): Decided {
  const orderId = item.order.id;
  if (created.state === 'cancel') {
    const reason = `The sale order of order ${orderId} is cancelled in Odoo, but the order is still open on TikTok: cancel it there too, or set the sale order back to a quotation and confirm it.`;
    return { ...item, decision: { action: 'attention', code: 'cancelled_in_odoo', reason } };
  }
  if (created.state !== 'draft' && created.state !== 'sent') return { ...item, isDraft: false };
  const fault = totalFault(item.order, created, context);
  if (!fault) return { ...item, isDraft: true };
  const reason = `${fault.reason} Then delete the quotation: it is made again at the next sync.`;
  return blocked(item, { code: fault.code, reason });
}

async function confirmAll(items: readonly Importable[], context: OrderSyncContext): Promise<Decided[]> {
  if (!context.confirm || items.length === 0) return [...items];
  const drafts = items.filter((item) => item.saleOrderId !== undefined && item.isDraft === true);
  const dates = new Map(drafts.map((item) => [item.saleOrderId ?? 0, toOdooDateTime(orderMoment(item.order))]));
  const ids = [...dates.keys()];
  const outcome = await context.confirms.add(() => confirmOrders(context.odoo, ids, { dates, areDrafts: true }));
  const refusals = new Map(outcome.refused.map((refusal) => [refusal.id, refusal.message]));
  return items.map((item) => {
    const message = refusals.get(item.saleOrderId ?? 0);
    if (message === undefined) return item;
    const reason = `Odoo does not confirm the sale order of order ${item.order.id}: ${message}`;
    return blocked(item, { code: 'not_confirmed', reason });
  });
}
