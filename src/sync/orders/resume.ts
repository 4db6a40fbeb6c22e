import type { KnownOrder } from '../../mapping/orders/types.ts';
import { decideUpdate } from '../../mapping/orders/update.ts';
import { changeOrders } from './change.ts';
import type { OrderSyncContext } from './context.ts';
import type { Decided } from './import.ts';
import { type KnownEntry, readSaleOrders } from './known.ts';

/** An order whose sale order an interrupted run has made and confirmed, but not recorded. */
type Resumed = Decided & { readonly decision: Extract<Decided['decision'], { action: 'import' }> };

/**
 * Brings sale orders up to date that were found confirmed when they should have been made: units may have been cancelled
 * and addresses changed since the run that was interrupted. Costs nothing when there are none.
 *
 * @returns All items; those that a person has to look at need attention now.
 */
export async function catchUp(items: readonly Decided[], context: OrderSyncContext): Promise<Decided[]> {
  const resumed = items.filter(isResumed);
  if (resumed.length === 0) return [...items];
  const known = await readResumed(resumed, context);
  const { shop, mappings } = context;
  const decided = resumed.flatMap((item): Decided[] => {
    const { known: order } = known.get(item.order.id) ?? {};
    if (!order?.saleOrder) return [];
    const decision = decideUpdate(item.order, order, order.saleOrder, { shop, mappings, products: new Map() });
    return [{ ...item, decision }];
  });
  const updates = decided.filter(({ decision }) => decision.action === 'update');
  const left = [...(await changeOrders(updates, known, context)), ...decided].filter(
    ({ decision }) => decision.action === 'attention',
  );
  const attention = new Map(left.map((item) => [item.order.id, item]));
  return items.map((item) => attention.get(item.order.id) ?? item);
}

function isResumed(item: Decided): item is Resumed {
  return item.decision.action === 'import' && item.isDraft === false;
}

/** What would be known had the run been recorded, but for what may have changed since. */
async function readResumed(
  items: readonly Resumed[],
  { odoo }: OrderSyncContext,
): Promise<ReadonlyMap<string, KnownEntry>> {
  const ids = items.map(({ order }) => order.id);
  const saleOrders = await readSaleOrders(odoo, ids);
  return new Map(
    items.map(({ order, decision }): [string, KnownEntry] => {
      const known: KnownOrder = {
        state: 'imported',
        updateStamp: 0,
        imported: true,
        late: decision.late,
        addressKey: '',
        unitsChanged: true,
        saleOrder: saleOrders.get(order.id),
      };
      return [order.id, { row: undefined, known }];
    }),
  );
}
