import type { AuditStatus, ProductStatus, SalesWarehouse, Sku, Weight, WirePatch } from '../goods.ts';
import type { CatalogueSku, SalesAttribute } from '../generate/catalogue.ts';

/** The stock of a SKU as TikTok shows it. */
export interface SkuStockView {
  readonly skuId: string;
  readonly productId: string;
  readonly sellerSku: string;
  readonly kind: CatalogueSku['kind'];
  /** Units that can still be ordered, all warehouses together. */
  readonly available: number;
  /** Units that orders hold which are not shipped. */
  readonly committed: number;
  /** Units that buyers ordered beyond what was available, since it was last set. */
  readonly oversold: number;
  readonly warehouses: readonly WarehouseStockView[];
}

/** The stock of a SKU in one warehouse. */
export interface WarehouseStockView {
  /** Counts the sales warehouses of a shop from 1. */
  readonly number: number;
  readonly warehouseId: string;
  readonly available: number;
  readonly committed: number;
}

/** A product as the control API lists it. */
export interface ProductView {
  readonly productId: string;
  readonly title: string;
  readonly status: ProductStatus;
  readonly audit: AuditStatus;
  readonly createTime: number;
  readonly updateTime: number;
  readonly weight: Weight;
  readonly skuIds: readonly string[];
}

/** Changes to a product, as the seller or TikTok makes them. */
export interface ProductChanges {
  readonly title?: string;
  /** The audit follows unless it is named too. */
  readonly status?: ProductStatus;
  readonly audit?: AuditStatus;
  readonly weight?: Weight;
  /** Unix seconds; now unless given. */
  readonly updateTime?: number;
}

/** Changes to a SKU, as the seller or TikTok makes them. */
export interface SkuChanges {
  readonly sellerSku?: string;
  readonly skuName?: string;
  readonly attributes?: readonly SalesAttribute[];
  readonly price?: string;
  /** Empty for none. */
  readonly barcode?: string;
  readonly status?: Sku['status'];
  /** `shared` and `global` stock cannot be set by the shop. */
  readonly stockRule?: Sku['stockRule'];
  /** In a promotion the price is locked, and the stock cannot be lowered. */
  readonly isPromoted?: boolean;
  /** Takes it out of its product, or brings it back. */
  readonly isGone?: boolean;
  /** Numbers of the warehouses that it is assigned to; stock in others is forgotten. */
  readonly warehouses?: readonly number[];
}

/** A product that the seller puts up for sale. */
export interface ProductWish {
  /** Default the first shop. */
  readonly shopId?: string | undefined;
  readonly title: string;
  /** Default ACTIVATE. */
  readonly status?: ProductStatus | undefined;
  readonly skus: readonly {
    readonly sellerSku: string;
    /** In the market's currency. */
    readonly price: string;
    /** Default none. */
    readonly barcode?: string;
    /** Default none. */
    readonly attributes?: readonly SalesAttribute[];
    /** Spread over all warehouses; default 0. */
    readonly quantity?: number;
  }[];
}

/** A warehouse that orders ship from. */
export interface WarehouseView {
  /** Counts the sales warehouses of a shop from 1. */
  readonly number: number;
  readonly warehouseId: string;
  readonly name: string;
  readonly status: SalesWarehouse['status'];
  readonly isGone: boolean;
}

/** Changes to a warehouse; one that is DISABLED takes no stock and ships no new orders. */
export type WarehouseChanges = Partial<Pick<SalesWarehouse, 'name' | 'status' | 'isGone'>>;

/** Steers what shops sell. Methods throw UsageError for what does not exist or makes no sense. */
export interface GoodsControl {
  /** Everything that a shop sells, as it is now; SKUs that are gone are left out. The first shop unless one is named. */
  catalogue(shopId?: string): readonly CatalogueSku[];
  products(shopId?: string): readonly ProductView[];
  stock(shopId?: string): readonly SkuStockView[];
  /**
   * Sets the units of a SKU that can be ordered, as the seller does by hand. A bundle has what its parts make.
   *
   * @param warehouseNo - Number of the sales warehouse, from 1.
   */
  setStock(skuId: string, warehouseNo: number, quantity: number): void;
  addProduct(wish: ProductWish): ProductView;
  setProduct(productId: string, changes: ProductChanges): void;
  setSku(skuId: string, changes: SkuChanges): void;
  /**
   * Makes search and detail say something else of a product than what is so: any field, any value. An empty patch ends it.
   */
  patchProduct(productId: string, patch: WirePatch): void;
  /** The same for a SKU within its product. */
  patchSku(skuId: string, patch: WirePatch): void;
  /** Takes a SKU out of its product: nothing shows it any more. */
  removeSku(skuId: string): void;
  warehouses(shopId?: string): readonly WarehouseView[];
  /** Changes a warehouse of the first shop unless one is named. */
  setWarehouse(warehouseNo: number, changes: WarehouseChanges, shopId?: string): void;
}
