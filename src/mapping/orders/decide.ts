import { formatAmount, ZERO } from '../../core/money.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import type { StatusRule } from '../files/orderStatus.ts';
import type { Region } from '../files/regions.ts';
import { addressKey } from './address.ts';
import { findFault } from './faults.ts';
import { neededSkus, openItems } from './sold.ts';
import { buyerAsksToCancel, isFulfilledBySeller, momentIn, statusRule } from './status.ts';
import { totalDifference } from './totals.ts';
import type { DecideContext, Decision, KnownOrder, Reason } from './types.ts';
import { decideUpdate } from './update.ts';

type WaitRule = Extract<StatusRule, { action: 'wait' }>;

/**
 * Decides what an order is good for, from what TikTok says, what Odoo knows, the shop's settings and the mappings.
 *
 * Older news never overwrite newer; what was imported once is never made a second time by itself; what cannot be worked
 * with is blocked with a reason, never dropped.
 */
export function decideOrder(order: Order, known: KnownOrder | undefined, context: DecideContext): Decision {
  return (
    decideNothing(order, known, context) ??
    decideCancelled(order, known, context) ??
    decideExisting(order, known, context) ??
    decideNew(order, context)
  );
}

/** Nothing is new. */
function decideNothing(order: Order, known: KnownOrder | undefined, { recreate }: DecideContext): Decision | undefined {
  if (known?.state === undefined || recreate) return undefined;
  if (order.update_time < known.updateStamp) {
    return skip('stale', `Odoo already knows newer news of order ${order.id}; nothing to do.`);
  }
  // what waits, is blocked or needs attention may have been mended in Odoo meanwhile
  const settled = known.state === 'imported' || known.state === 'cancelled';
  const deleted = known.state === 'imported' && !known.saleOrder;
  if (order.update_time > known.updateStamp || known.outdated || !settled || deleted) return undefined;
  return skip('unchanged', `Order ${order.id} has not changed since it was last read; nothing to do.`);
}

/** The whole order is cancelled. */
function decideCancelled(
  order: Order,
  known: KnownOrder | undefined,
  { shop, mappings }: DecideContext,
): Decision | undefined {
  const allCancelled = order.line_items.length > 0 && openItems(order).length === 0;
  if (statusRule(order, mappings)?.action !== 'cancel' && !allCancelled) return undefined;
  if (!known && order.create_time < shop.importFrom) return undefined;
  const saleOrder = known?.saleOrder;
  if (!saleOrder || saleOrder.state === 'cancel') {
    return { action: 'close', code: 'cancelled', reason: `Order ${order.id} was cancelled on TikTok; nothing to do.` };
  }
  if (!saleOrder.shipped && !saleOrder.invoiced) {
    return { action: 'cancel', code: 'cancelled', reason: `Order ${order.id} was cancelled on TikTok; nothing to do.` };
  }
  const done = saleOrder.shipped ? 'its goods have left' : 'it is invoiced';
  return {
    action: 'attention',
    code: saleOrder.shipped ? 'cancelled_shipped' : 'cancelled_invoiced',
    reason: `Order ${order.id} was cancelled on TikTok, but ${done}: take the goods back or credit the invoice, then cancel the sale order.`,
  };
}

/** There is, or was, a sale order. */
function decideExisting(order: Order, known: KnownOrder | undefined, context: DecideContext): Decision | undefined {
  if (!known) return undefined;
  if (known.saleOrder?.state === 'cancel') {
    return {
      action: 'attention',
      code: 'cancelled_in_odoo',
      reason: `The sale order of order ${order.id} is cancelled in Odoo, but the order is still open on TikTok: cancel it there too, or set the sale order back to a quotation and confirm it.`,
    };
  }
  if (known.saleOrder) {
    // in any other state the import was interrupted or refused halfway: it goes on where it stopped
    const complete = known.state === 'imported' || known.state === 'attention';
    return complete ? decideUpdate(order, known, known.saleOrder, context) : undefined;
  }
  if (!known.imported || context.recreate) return undefined;
  return {
    action: 'attention',
    code: 'deleted',
    reason: `The sale order of order ${order.id} was deleted in Odoo, so it is not made again by itself; run sync orders --order ${order.id} --recreate to have it made again.`,
  };
}

/** There is no sale order yet. */
function decideNew(order: Order, context: DecideContext): Decision {
  const { shop, mappings } = context;
  const region = mappings.regions[shop.region];
  if (order.create_time < shop.importFrom && !context.recreate) {
    const since = momentIn(shop.importFrom, region);
    return {
      ...skip(
        'before_import_from',
        `Order ${order.id} was made before ${since}; set Import From of the shop back to import it.`,
      ),
      record: true,
    };
  }
  const rule = statusRule(order, mappings);
  if (!rule) return decideUnknownStatus(order, context);
  if (rule.action === 'wait') return { action: 'wait', code: rule.code, reason: withRelease(rule, order, region) };
  const late = rule.action === 'late';
  if (late && shop.latePolicy === 'block') {
    return block({
      code: 'late',
      reason: `Order ${order.id} had already left (${order.status}) when it was first seen: set Orders that already left of the shop to import, or enter it by hand.`,
    });
  }
  if (!region) {
    return block({ code: 'unknown_region', reason: `The market ${shop.region} is not in regions.json: add it there.` });
  }
  const obstacle = findFault(order, shop.currency, mappings) ?? noWarehouse(order, context);
  if (obstacle) return block(obstacle);
  const missing = missingSkus(order, context);
  if (missing) return missing;
  return {
    action: 'import',
    late,
    addressKey: addressKey(order, shop, region.address),
    notice: buyerAsksToCancel(order, region),
    warnings: warningsOf(order, region),
  };
}

function decideUnknownStatus(order: Order, { mappings }: DecideContext): Decision {
  const reason = `TikTok gives order ${order.id} the status ${order.status}, which order-status.json does not know: add it there.`;
  if (mappings.unknownOrderStatus === 'block') return block({ code: 'unknown_status', reason });
  return { action: 'wait', code: 'unknown_status', reason };
}

/** Adds from when on the order may be shipped, where that is known. */
function withRelease(rule: WaitRule, order: Order, region: Region | undefined): string {
  if (order.release_date) return `${rule.reason} TikTok names ${momentIn(order.release_date, region)}.`;
  if (rule.releaseMinutes === undefined || !order.paid_time) return rule.reason;
  const moment = order.paid_time + rule.releaseMinutes * 60;
  return `${rule.reason} It is usually released at ${momentIn(moment, region)}.`;
}

function noWarehouse(order: Order, { shop }: DecideContext): Reason | undefined {
  if (isFulfilledBySeller(order) || shop.fbtWarehouseId !== undefined) return undefined;
  return {
    code: 'fbt_warehouse',
    reason: `TikTok stores and ships the goods of order ${order.id} itself: name a Warehouse at TikTok in the shop.`,
  };
}

function missingSkus(order: Order, { shop, products }: DecideContext): Decision | undefined {
  const missing = neededSkus(order, (skuId) => products.has(skuId));
  if (missing.length === 0) return undefined;
  if (shop.unknownSkuPolicy === 'hold') {
    const reason = `No product is matched with SKU ${missing.join(', ')}: choose one in its TikTok listing, or give a product the seller SKU as Internal Reference.`;
    return { action: 'block', code: 'unknown_sku', reason, heldSkus: missing };
  }
  if (shop.defaultProduct) return undefined;
  const reason = `No product is matched with SKU ${missing.join(', ')}, and the shop has no default product: name one, or match the SKU in its TikTok listing.`;
  return { action: 'block', code: 'unknown_sku', reason, heldSkus: missing };
}

function warningsOf(order: Order, region: Region): string[] {
  const difference = totalDifference(order, region) ?? ZERO;
  if (difference === ZERO) return [];
  return [`What the buyer paid differs by ${formatAmount(difference)} from what the order adds up to.`];
}

function block(reason: Reason): Decision {
  return { action: 'block', ...reason, heldSkus: [] };
}

function skip(code: string, reason: string): Extract<Decision, { action: 'skip' }> {
  return { action: 'skip', record: false, code, reason };
}
