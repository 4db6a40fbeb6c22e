import type { TiktokErrorCode } from './errorCodes.ts';

const SEARCH = 'Search Products';
const DETAIL = 'Get Product';
const STOCK = 'Update Inventory';
const STOCK_SEARCH = 'Inventory Search';
const PRICE = 'Update Price';

const OTHER_WAREHOUSE =
  'Compare the TikTok warehouses of the shop in Odoo with those in Seller Center, then run: tiktok-odoo sync inventory --full.';
const NO_WAREHOUSE = 'Switch a sales warehouse on in Seller Center, then run: tiktok-odoo sync inventory --full.';
const GONE = 'It is not on TikTok any more: run tiktok-odoo sync catalogue --full.';
const NOT_OF_SHOP = 'Send it to the shop that it belongs to: run tiktok-odoo sync catalogue --full for both shops.';
const PROMOTION = 'Wait until the promotion has ended, or take the product out of it in Seller Center.';
const PRICE_RANGE =
  'Correct the price in the pricelist of the shop: TikTok has a lowest and a highest one for each market.';
const ELSEWHERE =
  'Change the stock where it is kept (the global product or the other shop) and switch Send stock off for this listing.';

function refused(what: string, remedy?: string): TiktokErrorCode {
  return { kind: 'refused', source: what, ...(remedy === undefined ? {} : { remedy }) };
}

/** Business codes of the operations on products, stock and prices: refusals that stay until somebody acts. */
export const PRODUCT_ERROR_CODES: Readonly<Record<number, TiktokErrorCode>> = {
  12019008: refused(`${STOCK_SEARCH}: product id is invalid`, GONE),
  12019015: refused(`${STOCK_SEARCH}: too many SKUs in one call`),
  12019022: refused(`${STOCK}: SKU without a valid warehouse`, OTHER_WAREHOUSE),
  12019024: refused(`${STOCK}: stock count is invalid`, 'TikTok takes whole numbers from 0 to 99,999.'),
  12019028: refused(
    `${STOCK}: the SKU has several warehouses, not all are named`,
    'Nothing was changed: run tiktok-odoo sync inventory --full, which reads all warehouses of the SKU and names each.',
  ),
  12019045: refused(`${PRICE}: price is locked`, PROMOTION),
  12019113: refused(`${PRICE}: product status is invalid`, 'Put the product on sale in Seller Center first.'),
  12019120: refused(`${STOCK_SEARCH}: too many products in one call`),
  12052012: refused(`${PRICE}: incorrect price format`, 'Use as many decimals as the currency of the shop has.'),
  12052031: refused(`${STOCK}: invalid product ids`, GONE),
  12052032: refused(`${DETAIL}, ${STOCK}, ${PRICE}: the product does not exist`, GONE),
  12052037: refused(`${STOCK}: could not update`, 'It is sent again at the next stock sync; if it stays, ask TikTok.'),
  12052038: refused(`${PRICE}: locked by a promotion`, PROMOTION),
  12052048: refused(`${STOCK}, ${PRICE}: not a product of this seller`, NOT_OF_SHOP),
  12052055: refused(`${STOCK}: quantity out of limits`, 'TikTok takes whole numbers from 0 to 99,999.'),
  12052073: refused(`${PRICE}: price is invalid`, PRICE_RANGE),
  12052084: refused(
    `${PRICE}: currency not of this market`,
    'Choose a pricelist in the currency of the shop: tiktok-odoo shops set.',
  ),
  12052092: refused(`${PRICE}: sale price is invalid`, PRICE_RANGE),
  12052094: refused(`${STOCK}: seller may have one warehouse only`, OTHER_WAREHOUSE),
  12052096: refused(`${STOCK}, ${PRICE}: SKU has no warehouse`, NO_WAREHOUSE),
  12052097: refused(`${STOCK}: the warehouse does not exist`, OTHER_WAREHOUSE),
  12052115: refused(`${STOCK}: seller has no warehouse`, NO_WAREHOUSE),
  12052141: refused(`${STOCK}: stock belongs to the global product`, ELSEWHERE),
  12052163: refused(`${PRICE}: gifts cannot be changed`, 'Leave the gift out of the pricelist of the shop.'),
  12052180: refused(`${SEARCH}: more than 10,000 hits`, 'Ask for a shorter time.'),
  12052260: refused(`${STOCK}, ${PRICE}: the product id does not exist`, GONE),
  12052308: refused(`${STOCK}, ${PRICE}: an appeal is going on`, 'Wait until TikTok has decided the appeal.'),
  12052364: refused(`${STOCK}: warehouse cannot ship this product`, OTHER_WAREHOUSE),
  12052371: refused(`${STOCK}, ${PRICE}: the product is in an auction`, 'Wait until the auction has ended.'),
  12052393: refused(`${STOCK}: a promotion holds the stock`, PROMOTION),
  12052403: refused(`${STOCK}: warehouse does not serve this shop`, OTHER_WAREHOUSE),
  12052424: refused(
    `${PRICE}: sale price missing`,
    'Change the price in Seller Center: this product takes sale prices only.',
  ),
  12052465: refused(`${STOCK}: warehouse not allowed for EU product safety`, OTHER_WAREHOUSE),
  12052530: refused(`${STOCK}: the warehouse is not of this shop`, OTHER_WAREHOUSE),
  12052531: refused(`${STOCK}, ${PRICE}: the warehouse is disabled`, NO_WAREHOUSE),
  12052532: refused(`${STOCK}: not a warehouse that delivers`, OTHER_WAREHOUSE),
  12052533: refused(`${STOCK}: warehouses of the SKU cannot be changed`, OTHER_WAREHOUSE),
  12052535: refused(`${STOCK}: no return warehouse`, 'Set a return warehouse in Seller Center.'),
  12052556: refused(`${STOCK}: the SKU does not exist`, GONE),
  12052557: refused(`${PRICE}: the SKU is not of this product`, GONE),
  12052570: refused(`${PRICE}: price out of limits`, PRICE_RANGE),
  12052572: refused(`${PRICE}: sale price is invalid`, PRICE_RANGE),
  12052700: {
    kind: 'shop',
    source: 'all product operations: the seller is inactive',
    remedy: 'Ask TikTok in Seller Center why the seller is inactive.',
  },
  12052704: { kind: 'shop', source: 'all product operations: the seller does not exist' },
  12052849: refused(
    `${STOCK}: no permission for bundles`,
    'Ask TikTok for the permission, or change it in Seller Center.',
  ),
  12052850: refused(
    `${STOCK}: stock of a bundle comes from its parts`,
    'Send the stock of the parts, and switch Send stock off for the bundle.',
  ),
  12052861: refused(`${PRICE}: a bundle costs more than its parts`, 'Lower its price in the pricelist of the shop.'),
  12052901: refused(
    `${STOCK}, ${PRICE}: not in this status`,
    'The product is frozen, deleted or in audit: look at it in Seller Center.',
  ),
  12052921: refused(`${STOCK}: stock is shared with another shop`, ELSEWHERE),
  12052990: refused(`${STOCK}: the check failed, the reason stands beside each warehouse`),
};
