import type { PythonDialect } from './field.ts';

/**
 * The price that the shop's pricelist for TikTok gives each listing, in the listing's currency; 0 without a pricelist or
 * a product. One question for all products of a pricelist. Read with elevated rights, because a product or pricelist
 * that somebody may not see must not keep him from reading the listing.
 */
export function wantedPrice({ pricelistPrices }: PythonDialect): string {
  const ask =
    pricelistPrices === '_get_products_price'
      ? 'pricelist._get_products_price(products, 1.0)'
      : 'pricelist.get_products_price(products, [1.0] * len(products), [False] * len(products))';
  // no lambda and no comprehension: what Odoo runs the code with hides local names from them
  return `listings = self.sudo()
prices = {}
for shop in listings.mapped('x_shop_id'):
    pricelist = shop.x_price_pricelist_id.with_company(shop.x_company_id)
    products = listings.mapped('x_product_id').with_company(shop.x_company_id)
    if pricelist and products:
        prices[shop.id] = ${ask}
for record in self:
    listing = record.sudo()
    shop = listing.x_shop_id
    source = shop.x_price_pricelist_id.currency_id
    price = prices.get(shop.id, {}).get(listing.x_product_id.id, 0.0)
    if price:
        currency = listing.x_currency_id or shop.x_currency_id or source
        company = shop.x_company_id or self.env.company
        price = source._convert(price, currency, company, datetime.date.today())
    record['x_price_wanted'] = price
`;
}
