import type { ModelDeclaration } from './field.ts';
import { char, datetime, float, many2one, selection } from './field.ts';

/** A SKU as one shop lists it, bound to a product. */
export const LISTING: ModelDeclaration = {
  model: 'x_tiktok_listing',
  label: 'TikTok Listing',
  order: 'x_name, x_sku_name, id',
  chatter: false,
  fields: [
    char('x_name', 'Title'),
    many2one('x_shop_id', 'Shop', 'x_tiktok_shop', { index: true }),
    char('x_item_id', 'Item ID', { index: true, help: 'TikTok’s id of the product.' }),
    char('x_sku_id', 'SKU ID', { index: true, help: 'TikTok’s id of the variant.' }),
    char('x_seller_sku', 'Seller SKU', {
      index: true,
      help: 'Your own code on TikTok; the same code as Internal Reference matches by itself.',
    }),
    char('x_sku_name', 'Variant', { help: 'The variant’s values, for example “Red, XL”.' }),
    many2one('x_product_id', 'Product', 'product.product', {
      index: true,
      help: 'The product that is sold by this listing. You may choose it here; orders held for it follow by themselves.',
    }),
    selection(
      'x_match',
      'Matched by',
      [
        ['unmatched', 'Not matched'],
        ['seller_sku', 'Seller SKU'],
        ['item_id', 'Item ID'],
        ['barcode', 'Barcode'],
        ['manual', 'By hand'],
        ['default', 'Default product'],
        ['ambiguous', 'Several products fit'],
      ],
      { index: true, initial: 'unmatched', help: 'How the product was found.' },
    ),
    char('x_match_note', 'Note on the match'),
    char('x_status', 'TikTok status', { help: 'The status in TikTok’s own word.' }),
    float('x_price', 'Price'),
    many2one('x_currency_id', 'Currency', 'res.currency'),
    char('x_barcode', 'Barcode', { help: 'GTIN, EAN, UPC or ISBN on TikTok.' }),
    datetime('x_last_seen', 'Last seen', { help: 'When TikTok last listed this SKU.' }),
  ],
};
