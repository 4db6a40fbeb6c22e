import type { Cancellation } from '../cancel.ts';
import type { ConsentAnswer, ConsentRequest } from '../consent.ts';
import type { Fault } from '../faults.ts';
import type { OrderMix, SandboxSettings } from '../options.ts';
import type { Statistics } from '../statistics.ts';
import type { Shortage } from '../stock.ts';
import type { OrderStatus, WireAddress, WireOrder } from '../wire.ts';
import type { GoodsControl } from './goodsTypes.ts';

/** A shop as the control API lists it. */
export interface ShopSummary {
  readonly shopId: string;
  readonly name: string;
  readonly seller: string;
  readonly region: string;
  readonly currency: string;
  readonly code: string;
  /** Cipher by app key. */
  readonly ciphers: Readonly<Record<string, string>>;
  readonly onHoldFlow: boolean;
  readonly isActive: boolean;
  readonly skus: number;
  readonly orders: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

/** An order as the control API lists it. */
export interface OrderSummary {
  readonly orderId: string;
  readonly shopId: string;
  readonly status: string;
  readonly createTime: number;
  readonly updateTime: number;
  readonly lineItems: number;
  /** Whether it was put in by hand and is answered as it is. */
  readonly isVerbatim: boolean;
}

/** Switches of a shop. */
export interface ShopChanges {
  readonly onHoldFlow?: boolean;
  readonly isActive?: boolean;
  /** The market that the list of authorised shops names; may be one that does not exist. */
  readonly shownRegion?: string;
}

/** Which orders to list. */
export interface OrderFilter {
  readonly shopId?: string | undefined;
  readonly status?: string | undefined;
  /** Default 1000. */
  readonly limit?: number | undefined;
}

/** New orders that buyers place now. */
export interface OrderWish {
  /** Default the first shop. */
  readonly shopId?: string | undefined;
  /** Default 1. */
  readonly count?: number | undefined;
  /** How far they have got; default AWAITING_SHIPMENT. */
  readonly status?: OrderStatus | undefined;
  readonly kinds?: readonly (keyof OrderMix)[] | undefined;
  /** What each of them holds; by chance unless given. */
  readonly lines?: readonly OrderedSku[] | undefined;
}

/** Units of one SKU that a buyer orders. */
export interface OrderedSku {
  readonly skuId: string;
  /** Default 1. */
  readonly units?: number;
}

/** What became of new orders. */
export interface SaleReport {
  readonly orderIds: readonly string[];
  /** One for each order that buyers could not place, because it was sold out: what was short. */
  readonly refused: readonly (readonly Shortage[])[];
}

/** Changes to an order that no rule has to allow. */
export interface OrderPatch {
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly remove?: readonly string[] | undefined;
}

/** Cancels units by id or by number; neither means the whole order. */
export interface CancelWish extends Partial<Cancellation> {
  /** So many units, from the last. */
  readonly units?: number | undefined;
}

/** An authorisation without its tokens. */
export interface AuthorisationSummary {
  readonly openId: string;
  readonly appKey: string;
  readonly seller: string;
  readonly isRevoked: boolean;
  /** Unix seconds; undefined when there is no token. */
  readonly accessExpiresAt: number | undefined;
  readonly refreshExpiresAt: number | undefined;
}

/** Steers a sandbox: the same as the control API on `/sandbox`. Methods throw UsageError for what does not exist. */
export interface SandboxControl extends GoodsControl {
  /** Makes all shops again as they were at the start; authorisations, settings and faults stay. */
  reset(): void;
  /** Unix seconds of the shops' clock. */
  now(): number;
  shops(): readonly ShopSummary[];
  setShop(shopId: string, changes: ShopChanges): void;
  orders(filter?: OrderFilter): readonly OrderSummary[];
  /** The order as it is, nothing masked. */
  order(orderId: string): WireOrder;
  /**
   * Puts an order in exactly as it is given: it may be as wrong as you like, and nothing of it is masked.
   *
   * @param raw - JSON text, or anything that becomes JSON. Its `id` names the order unless `orderId` does.
   */
  putOrder(shopId: string, raw: unknown, orderId?: string): string;
  /** Changes an order as {@link putOrder} would; `update_time` becomes now unless it is set. */
  patchOrder(orderId: string, patch: OrderPatch): WireOrder;
  removeOrder(orderId: string): void;
  /**
   * Has buyers place orders. With the setting `enforceStock` they place none that the stock does not hold.
   *
   * @returns Ids of those that were placed.
   */
  placeOrders(wish?: OrderWish): readonly string[];
  /** The same as {@link placeOrders}, and says what was refused. */
  sell(wish?: OrderWish): SaleReport;
  /** @throws StepRefused when the status machine does not allow it. */
  advance(orderId: string, to?: OrderStatus): WireOrder;
  /** @throws StepRefused when the status machine does not allow it. */
  cancel(orderId: string, wish?: CancelWish): WireOrder;
  /** @throws StepRefused when the status machine does not allow it. */
  requestCancel(orderId: string): WireOrder;
  /** @param keepUpdateTime - Leaves `update_time` as it is, as TikTok may. */
  changeAddress(orderId: string, changes: Partial<WireAddress>, keepUpdateTime?: boolean): WireOrder;
  /**
   * Moves the shops' clock: orders age and tokens expire. Signatures are still judged by real time.
   *
   * @returns Unix seconds after it.
   */
  moveClock(seconds: number): number;
  settings(): SandboxSettings;
  changeSettings(changes: Partial<SandboxSettings>): SandboxSettings;
  consent(request?: ConsentRequest): ConsentAnswer;
  authorisations(): readonly AuthorisationSummary[];
  /** All of them when no `openId` is given. */
  revoke(openId?: string): void;
  /** Ends tokens at once; default the access tokens only. */
  expireTokens(which?: { readonly openId?: string; readonly access?: boolean; readonly refresh?: boolean }): void;
  addFault(fault: Fault): void;
  faults(): readonly Fault[];
  clearFaults(): void;
  statistics(): Statistics;
  clearStatistics(): void;
}
