import { z } from 'zod';
import { Count, Id, Text } from './scalars.ts';

/** TikTok takes no more units of a SKU in one warehouse. */
export const MAX_STOCK_QUANTITY = 99_999;

/** Units in one warehouse: `available` can still be ordered, `committed` is reserved by orders and comes on top. */
export const WarehouseInventory = z.looseObject({
  warehouse_id: Id,
  available_quantity: Count,
  committed_quantity: Count,
});

/** Units of one SKU; the distribution to campaigns and creators is left as it comes. */
export const SkuInventoryRow = z.looseObject({
  id: Id,
  seller_sku: Text,
  total_available_quantity: Count,
  total_committed_quantity: Count,
  warehouse_inventory: z.array(WarehouseInventory).nullish(),
});
export type SkuInventoryRow = z.infer<typeof SkuInventoryRow>;

/** A product of Inventory Search (202309); its SKUs are checked one by one. */
export const ProductInventory = z.looseObject({ product_id: Id, skus: z.array(z.unknown()).nullish() });

/** What Update Inventory (202309) says about one SKU that it refused. */
export const SkuRefusalDetail = z.looseObject({
  sku_id: Text,
  extra_errors: z.array(z.looseObject({ warehouse_id: Text, code: Count, message: Text })).nullish(),
});
