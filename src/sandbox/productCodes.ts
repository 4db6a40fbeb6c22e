import { Refusal } from './refusal.ts';

/**
 * What TikTok says with its codes about products, stock and prices, shortened.
 *
 * @see Partner Center, the error codes of "Search Products", "Get Product", "Inventory Search", "Update Inventory" and
 * "Update Price"
 */
export const PRODUCT_MESSAGES = {
  12019008: 'Product id is invalid',
  12019015: 'The number of SKU exceed the limit',
  12019022: 'SKU must contain a valid warehouse.',
  12019024: 'stock count is invalid',
  12019027: 'The maximum count of "seller_skus" in the search filter is 10.',
  12019028: 'Multiple warehouses detected. The inventory of every warehouse of the SKU is required.',
  12019087: 'The number of SKU IDs exceeds the limit of 10',
  12019118: 'search create time invalid',
  12019119: 'search update time invalid',
  12019120: 'The number of provided product IDs exceeds the limit.',
  12052012: 'Incorrect price format',
  12052032: 'The product does not exist',
  12052036: 'The SKU ID is necessary',
  12052038: 'Product price locked due to ongoing promotion.',
  12052048: "You cannot edit the specified product(s) as it isn't listed in your shop.",
  12052050: 'A single product cannot have so many different SKUs',
  12052055: 'The SKU inventory quantity for the warehouse must be within allowed limits.',
  12052073: 'The product price is invalid',
  12052084: 'The provided currency is not available for this shop/region.',
  12052097: 'The warehouse does not exist',
  12052141: 'please edit stock from global',
  12052163: 'The gift product are not allowed to be edited',
  12052180: 'The total number of search results can not exceed 10000.',
  12052393: "Product locked for Promotion and stock can't be updated below current stock",
  12052403: 'The warehouse does not support fulfillment for the current shop.',
  12052424: "Missing 'sale price' value",
  12052530: 'The warehouse does not belong to this shop/seller.',
  12052531: 'The warehouse is disabled.',
  12052532: 'the warehouse not delivery warehouse',
  12052533: 'Removal, addition, and change of warehouses are not permitted',
  12052547: 'There is no version of this product that is under review',
  12052553: 'Sku id duplicate',
  12052555: 'The warehouse id is duplicate',
  12052556: 'The SKU id not exist.',
  12052557: 'The SKU ID does not belong to the product.',
  12052570: 'product price exceed limit',
  12052850: 'The stock of combo does not support being edited.',
  12052861: 'The price of combined SKU cannot exceed the sum of the prices of its parts.',
  12052901: 'The product in its current status is not available for this operation',
  12052902: 'The SKU list is empty',
  12052921: "Couldn't edit the inventory quantity because this product shares the inventory with another one.",
  12052990: 'The check failed.',
} as const;

/** A code that says what is wrong with products, stock or prices. */
export type ProductCode = keyof typeof PRODUCT_MESSAGES;

/** A refusal of the whole call: HTTP 200 with the code in the envelope. */
export function refuseProduct(code: ProductCode): Refusal {
  return new Refusal(200, code, PRODUCT_MESSAGES[code]);
}
