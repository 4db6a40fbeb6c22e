import { UsageError } from '../../core/errors.ts';
import type { CatalogueSku } from '../generate/catalogue.ts';
import type { WantedUnits } from '../generate/lines.ts';
import { orderMaker, randomFor } from '../generate/shop.ts';
import { chooseWarehouse, followOrder, holdingsOf, onSale, shortagesOf, type Shortage } from '../stock.ts';
import type { WireOrder } from '../wire.ts';
import type { SandboxShop, World } from '../world.ts';
import type { OrderWish, SaleReport } from './types.ts';

/**
 * Has buyers place orders in a shop.
 *
 * @throws UsageError when nothing is on sale, or not what is wished for.
 */
export function sellTo(world: World, shop: SandboxShop, wish: OrderWish, now: number): SaleReport {
  const catalogue = onSale(shop);
  const wanted = wish.lines?.map(({ skuId, units = 1 }) => requireOnSale(catalogue, skuId, units));
  if (!wanted && !catalogue.some(({ kind }) => kind === 'goods')) throw new UsageError('Nothing is on sale.');
  const orderIds: string[] = [];
  const refused: Shortage[][] = [];
  for (let number = 0; number < (wish.count ?? 1); number += 1) {
    const order = chooseWarehouse(shop, draft(world, shop, catalogue, wish, wanted, now));
    const short = world.settings.enforceStock ? shortagesOf(shop, order) : [];
    if (short.length > 0) refused.push(short);
    else orderIds.push(place(world, shop, order, now));
  }
  return { orderIds, refused };
}

function requireOnSale(catalogue: readonly CatalogueSku[], skuId: string, units: number): WantedUnits {
  const sku = catalogue.find((one) => one.skuId === skuId);
  if (!sku) throw new UsageError(`There is no SKU ${JSON.stringify(skuId)} on sale.`);
  if (!Number.isInteger(units) || units < 1) throw new UsageError(`${units} is not a number of units.`);
  return { sku, units };
}

function draft(
  world: World,
  shop: SandboxShop,
  catalogue: readonly CatalogueSku[],
  { status = 'AWAITING_SHIPMENT', kinds = [] }: OrderWish,
  wanted: readonly WantedUnits[] | undefined,
  now: number,
): WireOrder {
  const sequence = shop.nextSequence;
  shop.nextSequence += 1;
  const random = randomFor({ seed: world.seed, index: shop.index }, `order/${sequence}`);
  const options = { ...shop.options, onHoldFlow: shop.onHoldFlow };
  const maker = orderMaker(options, shop.ids, catalogue, random, sequence);
  // the steps up to its status take no time: it is as new as can be
  return maker.make({ status, kinds: new Set(kinds) }, now, now, wanted);
}

function place(world: World, shop: SandboxShop, order: WireOrder, now: number): string {
  followOrder(shop, holdingsOf(undefined), holdingsOf(order));
  shop.orders.set(order.id, {
    id: order.id,
    order,
    verbatim: undefined,
    searchableFrom: now + world.settings.searchDelaySeconds,
  });
  shop.version += 1;
  return order.id;
}
