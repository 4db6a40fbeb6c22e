import { MAX_STOCK_QUANTITY } from '../../tiktok/schemas/inventory.ts';
import { divideEvenly } from './divide.ts';
import type { ShownStock, StockPlace } from './types.ts';

/** What a SKU shall show at one of TikTok's warehouses. */
export interface Target {
  readonly warehouseId: string;
  readonly quantity: number;
  /** What it shows now; undefined where TikTok does not list the SKU. */
  readonly shown: number | undefined;
}

/** What is offered at a place. */
export interface PlaceOffer {
  readonly place: StockPlace;
  readonly quantity: number;
}

/**
 * What a SKU shall show at every warehouse of TikTok that has to be named in the call: the offer of the place that feeds it,
 * and what it shows anyway where none does. A place that feeds several divides its offer among them.
 *
 * A warehouse where TikTok does not list the SKU yet is named only when there is something to offer, or when the SKU is
 * listed nowhere.
 */
export function targetsOf(offers: readonly PlaceOffer[], stock: ShownStock): Target[] {
  const offered = new Map(offers.flatMap(shareOut));
  const listed = stock.warehouses.map(({ warehouseId, available }) => ({
    warehouseId,
    quantity: offered.get(warehouseId) ?? Math.min(MAX_STOCK_QUANTITY, Math.max(0, available)),
    shown: available,
  }));
  const known = new Set(listed.map(({ warehouseId }) => warehouseId));
  const isNowhere = listed.length === 0;
  const others = [...offered]
    .filter(([warehouseId, quantity]) => !known.has(warehouseId) && (quantity > 0 || isNowhere))
    .map(([warehouseId, quantity]) => ({ warehouseId, quantity, shown: undefined }));
  return [...listed, ...others];
}

/** Whether TikTok shows something else than it shall. */
export function isDifferent(targets: readonly Target[]): boolean {
  return targets.some(({ quantity, shown }) => quantity !== shown);
}

/** All units of some targets together. */
export function totalOf(targets: readonly Pick<Target, 'quantity'>[]): number {
  return targets.reduce((sum, { quantity }) => sum + quantity, 0);
}

function shareOut({ place, quantity }: PlaceOffer): (readonly [string, number])[] {
  const parts = divideEvenly(quantity, place.feeds.length);
  return place.feeds.map((warehouseId, index) => [warehouseId, parts[index] ?? 0] as const);
}
