import type { Order } from '../../tiktok/schemas/order.ts';
import { changedAddressKey } from './address.ts';
import { lineChanges } from './changes.ts';
import { findFault } from './faults.ts';
import { buyerAsksToCancel, statusRule } from './status.ts';
import type { DecideContext, Decision, KnownOrder, KnownSaleOrder, OrderChanges } from './types.ts';

/**
 * Decides what news of TikTok mean for a sale order that is in Odoo: units that were cancelled, a new address.
 *
 * Goods that have left and documents that are posted are never changed; a person is told instead.
 */
export function decideUpdate(
  order: Order,
  known: KnownOrder,
  saleOrder: KnownSaleOrder,
  { shop, mappings }: DecideContext,
): Decision {
  const fault = findFault(order, shop.currency, mappings);
  if (fault) return { action: 'attention', ...fault };
  const { changes: lines, settled, contested } = lineChanges(order, saleOrder);
  const region = mappings.regions[shop.region];
  const onItsWay = statusRule(order, mappings)?.action === 'late';
  const newKey = region && !onItsWay ? changedAddressKey(order, known.addressKey, shop, region.address) : undefined;
  // a run that was interrupted has lowered lines, but perhaps not what their pickings ask for
  const unmended = known.unitsChanged && !saleOrder.shipped && !saleOrder.invoiced ? settled : [];
  return (
    hindrance(order, saleOrder, { lines, addressKey: newKey }, contested) ?? {
      action: 'update',
      changes: { lines: [...lines, ...unmended], addressKey: newKey },
      notice: buyerAsksToCancel(order, region),
    }
  );
}

/** Why a person has to do it. */
function hindrance(
  order: Order,
  saleOrder: KnownSaleOrder,
  changes: OrderChanges,
  contested: boolean,
): Decision | undefined {
  if (contested) {
    return {
      action: 'attention',
      code: 'partial_cancel_edited',
      reason: `Units of order ${order.id} were cancelled on TikTok, but the quantities of the sale order were changed in Odoo: compare them and lower the rest by hand.`,
    };
  }
  if (changes.lines.length > 0 && (saleOrder.shipped || saleOrder.invoiced)) {
    const done = saleOrder.shipped ? 'goods have left' : 'it is invoiced';
    return {
      action: 'attention',
      code: saleOrder.shipped ? 'partial_cancel_shipped' : 'partial_cancel_invoiced',
      reason: `Units of order ${order.id} were cancelled on TikTok, but ${done}: take the goods back or credit the invoice, and lower the quantities by hand.`,
    };
  }
  if (changes.addressKey === undefined || !saleOrder.shipped) return undefined;
  return {
    action: 'attention',
    code: 'address_shipped',
    reason: `The delivery address of order ${order.id} was changed on TikTok after goods had left: tell the carrier, or correct the address of what is still to be shipped.`,
  };
}
