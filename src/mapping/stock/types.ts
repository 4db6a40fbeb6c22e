/** How much of what is free a listing offers. */
export interface StockRules {
  /** Units that are kept back, at each place. */
  readonly buffer: number;
  /** Share of the rest that is offered, 0 to 100. */
  readonly percent: number;
  /** Less than this is shown as nothing. */
  readonly threshold: number;
}

/** What a listing's record says about its last comparison with TikTok. */
export interface KnownStock {
  readonly basis: string;
  readonly state: StockState;
  readonly note: string;
  /** Free in Odoo. */
  readonly free: number;
  /** What was offered. */
  readonly sent: number;
  /** Available on TikTok. */
  readonly tiktok: number;
  readonly committed: number;
  readonly isLow: boolean;
}

/** Odoo's word for what became of a listing's stock. */
export type StockState = 'none' | 'ok' | 'differs' | 'refused';

/** A SKU of a shop whose stock is kept. */
export interface StockListing {
  /** Database id of the `x_tiktok_listing`. */
  readonly id: number;
  /** TikTok's id of the product. */
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  /** Database id of the `product.product`. */
  readonly productId: number;
  readonly rules: StockRules;
  readonly known: KnownStock;
}

/** How many units of which products one sold piece takes: one of the product itself, or the components of a kit. */
export type Needs = ReadonlyMap<number, number>;

/** A warehouse of Odoo, or one location of it, that feeds warehouses of TikTok. */
export interface StockPlace {
  /** `12` for a warehouse, `12/34` for a location of it. */
  readonly key: string;
  /** TikTok's ids of the warehouses that it feeds; what is offered is divided among them. */
  readonly feeds: readonly string[];
}

/** What lies at a place, by product. */
export interface StockPool {
  readonly place: StockPlace;
  /** On hand minus reserved; negative when more is promised than there is. */
  readonly free: ReadonlyMap<number, number>;
  /** Reserved by orders of the shop that are not shipped. */
  readonly reserved: ReadonlyMap<number, number>;
}

/** A shop's claim on stock that isolated shops divide among them. */
export interface Claim {
  /** Database id of the `x_tiktok_shop`. */
  readonly shop: number;
  readonly weight: number;
}

/** The claims on a product at a place; undefined where the shop sees all of it. */
export type ClaimsOn = (place: StockPlace, productId: number) => readonly Claim[] | undefined;

/** What TikTok shows of a SKU. */
export interface ShownStock {
  readonly skuId: string;
  readonly available: number;
  /** Reserved by orders, on top of what is available. */
  readonly committed: number;
  readonly warehouses: readonly ShownWarehouse[];
}

/** What TikTok shows of a SKU in one of its warehouses. */
export interface ShownWarehouse {
  readonly warehouseId: string;
  readonly available: number;
  readonly committed: number;
}
