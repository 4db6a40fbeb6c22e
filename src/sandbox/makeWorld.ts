import type { WireOrder } from './wire.ts';
import { generateShop, type GeneratedShop } from './generate/shop.ts';
import { makeGoods, makeWarehouses } from './goods.ts';
import { DEFAULT_SETTINGS, SANDBOX_APP, type SandboxOptions, type ShopOptions } from './options.ts';
import { countCommitted } from './stock.ts';
import type { SandboxShop, StoredOrder, World } from './world.ts';

/** The seller of shops that name none. */
const DEFAULT_SELLER = 'Sample Seller';
/** Orders per shop where nobody names a number. */
const DEFAULT_ORDERS = 300;
const BENCH_ORDERS = 300;

/**
 * Makes everything that a sandbox starts with.
 *
 * @param now - Unix seconds; orders lie before it.
 */
export function makeWorld(options: SandboxOptions, now: number): World {
  const seed = String(options.seed);
  const defaultOrders = options.orders ?? DEFAULT_ORDERS;
  return {
    seed,
    apps: options.apps ?? [SANDBOX_APP],
    shops: options.shops.map((given, index) => {
      // the number is kept with the shop, so that a shop read from a file can be made again
      const shop = { ...given, orders: given.orders ?? (given.bench ? BENCH_ORDERS : defaultOrders) };
      const generated = generateShop({ seed, index, options: shop, now });
      return makeShop(index, shop, generated, generated.orders.map(storeOrder));
    }),
    authorisations: [],
    codes: [],
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    clockOffset: 0,
    issued: 0,
  };
}

/** Puts a shop together from what was generated and the orders that it holds now. */
export function makeShop(
  index: number,
  options: ShopOptions,
  generated: Pick<GeneratedShop, 'ids' | 'catalogue' | 'orders'>,
  orders: readonly StoredOrder[],
): SandboxShop {
  const warehouses = makeWarehouses(options.warehouses ?? 1, generated.ids);
  const goods = makeGoods(generated.catalogue, warehouses, options.region);
  countCommitted(
    { goods, warehouses },
    orders.map(({ order }) => order),
  );
  return {
    index,
    ids: generated.ids,
    options,
    name: options.name ?? `Sample ${options.region} Shop${index === 0 ? '' : ` ${index + 1}`}`,
    seller: options.seller ?? DEFAULT_SELLER,
    goods,
    warehouses,
    orders: new Map(orders.map((stored) => [stored.id, stored])),
    onHoldFlow: options.onHoldFlow ?? true,
    shownRegion: options.region,
    isActive: true,
    nextSequence: generated.orders.length + 1,
    version: 0,
  };
}

function storeOrder(order: WireOrder): StoredOrder {
  return { id: order.id, order, verbatim: undefined, searchableFrom: 0 };
}
