import { shopIds, type ShopIds } from '../ids.ts';
import { MARKETS, type Market } from '../markets.ts';
import type { ShopOptions } from '../options.ts';
import { seededRandom, type Random } from '../random.ts';
import type { OrderStatus, WireOrder } from '../wire.ts';
import { moveBuyer, newBuyer, type Buyer } from './buyers.ts';
import { makeCatalogue, skuCount, type CatalogueSku } from './catalogue.ts';
import { chooseBenchUnits, chooseUnits, wantedUnits, type Unit, type UnitChoice, type WantedUnits } from './lines.ts';
import { draftOrder, playOrder } from './order.ts';
import { writeOddly } from './oddWriting.ts';
import { planOrders, type OrderPlan } from './plan.ts';

/** A shop that was just made. */
export interface GeneratedShop {
  readonly ids: ShopIds;
  readonly catalogue: readonly CatalogueSku[];
  readonly orders: readonly WireOrder[];
}

/** What a shop is made from. */
export interface ShopSource {
  readonly seed: string;
  /** Number of the shop, from 0. */
  readonly index: number;
  readonly options: ShopOptions & { readonly orders: number };
  readonly now: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Youngest and oldest age by status: hours, or a fraction of the shop's span. */
const AGES: Readonly<Record<OrderStatus, { readonly hours: readonly [number, number] } | readonly [number, number]>> = {
  UNPAID: { hours: [0.02, 0.6] },
  ON_HOLD: { hours: [0.1, 0.8] },
  AWAITING_SHIPMENT: [0, 0.35],
  PARTIALLY_SHIPPING: [0.1, 0.35],
  AWAITING_COLLECTION: [0.1, 0.45],
  IN_TRANSIT: [0.15, 0.6],
  DELIVERED: [0.3, 0.8],
  COMPLETED: [0.6, 1],
  CANCELLED: [0.02, 1],
};
/** Orders that are paid and released are at least this old, because ON_HOLD takes an hour. */
const YOUNGEST = 1.2 * HOUR;

/** Makes a shop with catalogue and orders. The same source gives the same shop, up to the moment. */
export function generateShop(source: ShopSource): GeneratedShop {
  const { options } = source;
  const ids = shopIds(source.seed, source.index, options.region);
  const catalogue = makeCatalogue(options, MARKETS[options.region], ids, randomFor(source, 'catalogue'));
  const random = randomFor(source, 'orders');
  const plans = planOrders(options.orders, options, MARKETS[options.region], random);
  const maker = orderMaker(options, ids, catalogue, random);
  const ages = plans.map((plan) => ({ plan, createdAt: source.now - age(plan, options, random) }));
  ages.sort((a, b) => a.createdAt - b.createdAt);
  return { ids, catalogue, orders: ages.map(({ plan, createdAt }) => maker.make(plan, createdAt, source.now)) };
}

/** Makes one order after the other for a shop. */
export interface OrderMaker {
  /**
   * Makes an order that was placed at `createdAt` and has gone as far as its plan says by `now`.
   *
   * @param wanted - What it holds; by chance when left out.
   */
  make(plan: OrderPlan, createdAt: number, now: number, wanted?: readonly WantedUnits[]): WireOrder;
}

/**
 * Makes a maker of orders.
 *
 * @param firstSequence - Number of the first order, so that later ones get new ids.
 */
export function orderMaker(
  options: ShopOptions,
  ids: ShopIds,
  catalogue: readonly CatalogueSku[],
  random: Random,
  firstSequence = 1,
): OrderMaker {
  const market = MARKETS[options.region];
  const skus = byId(catalogue);
  const choice = unitChoices(options, catalogue);
  const unitsByChance = (plan: OrderPlan, unitChoice: UnitChoice, number: number): Unit[] =>
    options.bench ? chooseBenchUnits(unitChoice, number) : chooseUnits(plan, unitChoice);
  const buyers: Buyer[] = [];
  let sequence = firstSequence;
  let oddNames = firstSequence;
  let lastOrderId: string | undefined;
  return {
    make: (plan, createdAt, now, wanted) => {
      const oddName = plan.kinds.has('oddName') ? (oddNames += 1) : undefined;
      const buyer = chooseBuyer({ plan, market, ids, sequence, oddName, buyers, random });
      const unitChoice: UnitChoice = {
        ...choice,
        market,
        random,
        taxRate: market.region === 'US' ? buyer.place.taxRate : undefined,
      };
      const units = wanted ? wantedUnits(wanted, plan, unitChoice) : unitsByChance(plan, unitChoice, sequence);
      const onHoldFlow = options.onHoldFlow ?? true;
      const draft = { sequence, plan, buyer, units, createdAt, onHoldFlow, market, ids, skus, random };
      const order = draftOrder({ ...draft, earlierOrderId: lastOrderId });
      playOrder(order, plan, now, random);
      sequence += 1;
      lastOrderId = order.id;
      return plan.kinds.has('oddWriting') ? writeOddly(order, random) : order;
    },
  };
}

/** Random numbers for one purpose of one shop: more orders of one shop do not change another. */
export function randomFor({ seed, index }: Pick<ShopSource, 'seed' | 'index'>, purpose: string): Random {
  return seededRandom(`${seed}/${index}/${purpose}`);
}

function unitChoices(
  options: ShopOptions,
  catalogue: readonly CatalogueSku[],
): Pick<UnitChoice, 'goods' | 'bundles' | 'gifts'> {
  const spread = Math.min(options.skuSpread ?? skuCount(options), skuCount(options));
  const { goods, bundles, gifts } = byKind(catalogue);
  return { goods: goods.slice(0, spread), bundles, gifts };
}

const kinds = new WeakMap<readonly CatalogueSku[], Pick<UnitChoice, 'goods' | 'bundles' | 'gifts'>>();
const ids = new WeakMap<readonly CatalogueSku[], ReadonlyMap<string, CatalogueSku>>();

/** Sorted once for each list: catalogues can be long, and orders are placed one by one. */
function byKind(catalogue: readonly CatalogueSku[]): Pick<UnitChoice, 'goods' | 'bundles' | 'gifts'> {
  const of = (kind: CatalogueSku['kind']): CatalogueSku[] => catalogue.filter((sku) => sku.kind === kind);
  const sorted = kinds.get(catalogue) ?? { goods: of('goods'), bundles: of('bundle'), gifts: of('gift') };
  kinds.set(catalogue, sorted);
  return sorted;
}

function byId(catalogue: readonly CatalogueSku[]): ReadonlyMap<string, CatalogueSku> {
  const found = ids.get(catalogue) ?? new Map(catalogue.map((sku) => [sku.skuId, sku]));
  ids.set(catalogue, found);
  return found;
}

interface BuyerChoice {
  readonly plan: OrderPlan;
  readonly market: Market;
  readonly ids: ShopIds;
  readonly sequence: number;
  readonly oddName: number | undefined;
  /** Buyers of earlier orders; the chosen one is added. */
  readonly buyers: Buyer[];
  readonly random: Random;
}

function chooseBuyer({ plan, market, ids, sequence, oddName, buyers, random }: BuyerChoice): Buyer {
  const returns = plan.kinds.has('sameBuyer') || plan.kinds.has('otherAddress');
  const known = returns && buyers.length > 0 ? random.pick(buyers) : undefined;
  if (known) return plan.kinds.has('otherAddress') ? moveBuyer(known, market, random) : known;
  const userId = ids.user(sequence);
  const buyer = newBuyer({ market, userId, number: sequence, oddName, random });
  buyers.push(buyer);
  return buyer;
}

function age(plan: OrderPlan, options: ShopOptions, random: Random): number {
  const range = AGES[plan.status];
  if ('hours' in range) return between(range.hours, HOUR, random);
  const span = (options.spanDays ?? 14) * DAY;
  return Math.max(YOUNGEST, between(range, span, random));
}

function between([low, high]: readonly [number, number], unit: number, random: Random): number {
  return Math.floor((low + (high - low) * random.fraction()) * unit);
}
