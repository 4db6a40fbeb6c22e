/** Calls that TikTok counts together; `limits.ts` says how fast each may go. */
export type TrafficClass = 'orders' | 'catalogue' | 'inventory' | 'account';

/** Whether the call is about one shop (then its cipher is sent) or about the whole seller (then it is refused). */
export type Entity = 'shop' | 'seller';

/** Smallest, largest and TikTok's own page size. */
export interface PageSize {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** One operation of the Open API. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{name}` for ids. */
  readonly path: string;
  readonly entity: Entity;
  /** Whether the call may be sent again when it is unknown whether the first one arrived. */
  readonly repeatable: boolean;
  readonly traffic: TrafficClass;
  readonly pageSize?: PageSize;
  /** Most ids in one call. */
  readonly maxIds?: number;
  /** The page of the Partner Center that says so. */
  readonly source: string;
}

/** Every operation that the bridge calls. */
export const ENDPOINTS = {
  getAuthorizedShops: {
    method: 'GET',
    path: '/authorization/202309/shops',
    entity: 'seller',
    repeatable: true,
    traffic: 'account',
    source: 'Get Authorized Shops',
  },
  searchOrders: {
    method: 'POST',
    path: '/order/202309/orders/search',
    entity: 'shop',
    repeatable: true,
    traffic: 'orders',
    pageSize: { min: 1, max: 100, default: 20 },
    source: 'Get Order List',
  },
  getOrders: {
    method: 'GET',
    path: '/order/202507/orders',
    entity: 'shop',
    repeatable: true,
    traffic: 'orders',
    maxIds: 50,
    source: 'Get Order Detail',
  },
  searchProducts: {
    method: 'POST',
    path: '/product/202502/products/search',
    entity: 'shop',
    repeatable: true,
    traffic: 'catalogue',
    pageSize: { min: 1, max: 100, default: 100 },
    source: 'Search Products',
  },
  getProduct: {
    method: 'GET',
    path: '/product/202309/products/{product_id}',
    entity: 'shop',
    repeatable: true,
    traffic: 'catalogue',
    source: 'Get Product',
  },
  searchInventory: {
    method: 'POST',
    path: '/product/202309/inventory/search',
    entity: 'shop',
    repeatable: true,
    traffic: 'inventory',
    // of SKUs; of products it takes 100
    maxIds: 600,
    source: 'Inventory Search',
  },
  updateInventory: {
    method: 'POST',
    path: '/product/202309/products/{product_id}/inventory/update',
    entity: 'shop',
    // quantities are absolute
    repeatable: true,
    traffic: 'inventory',
    // of SKUs: as many as every market lets a product have
    maxIds: 100,
    source: 'Update Inventory',
  },
  updatePrices: {
    method: 'POST',
    path: '/product/202309/products/{product_id}/prices/update',
    entity: 'shop',
    repeatable: true,
    traffic: 'inventory',
    maxIds: 100,
    source: 'Update Price',
  },
  getWarehouses: {
    method: 'GET',
    path: '/logistics/202309/warehouses',
    entity: 'shop',
    repeatable: true,
    traffic: 'account',
    source: 'Get Warehouse List',
  },
} as const satisfies Record<string, Endpoint>;

/**
 * Fills the ids of a path in.
 *
 * @throws RangeError when a name has no value, or a value could leave its place in the path.
 */
export function fillPath(path: string, ids: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const id = ids[name];
    if (id === undefined || !/^[\w-]+$/.test(id)) throw new RangeError(`Not an id for ${name}: ${JSON.stringify(id)}`);
    return id;
  });
}

/**
 * The page size to ask for: the largest one unless told.
 *
 * @throws RangeError when TikTok would refuse it.
 */
export function checkPageSize(endpoint: Endpoint & { readonly pageSize: PageSize }, size?: number): number {
  const { min, max } = endpoint.pageSize;
  const asked = size ?? max;
  if (Number.isInteger(asked) && asked >= min && asked <= max) return asked;
  throw new RangeError(`${endpoint.source} takes pages of ${min} to ${max}, not ${asked}`);
}
