import type { FieldDeclaration, ModelDeclaration } from './field.ts';
import { boolean, char, computed, datetime, float, integer, many2one, selection } from './field.ts';
import { wantedPrice } from './price.ts';

const CATALOGUE: readonly FieldDeclaration[] = [
  char('x_image_url', 'Image'),
  char('x_audit', 'Audit', { help: 'How far TikTok’s check of the product is, in its own word.' }),
  char('x_sku_status', 'SKU status', {
    index: true,
    help: 'NORMAL or DEACTIVATED in TikTok’s words. GONE: TikTok does not list this SKU any more.',
  }),
  datetime('x_update_time', 'Changed on TikTok'),
  datetime('x_detail_time', 'Details as of', {
    help: 'The change on TikTok up to which variant, barcode and image were read.',
  }),
  char('x_warehouse_stock', 'Stock by warehouse', { help: 'What TikTok shows for each of its warehouses.' }),
];

const STOCK: readonly FieldDeclaration[] = [
  boolean('x_stock_sync', 'Send stock', {
    initial: true,
    help: 'Without this the bridge leaves the stock of this listing on TikTok alone.',
  }),
  boolean('x_stock_own', 'Own stock rules', {
    help: 'Buffer, percent and threshold below apply instead of the shop’s.',
  }),
  integer('x_stock_buffer', 'Buffer', { help: 'Units that are never offered.' }),
  integer('x_stock_percent', 'Percent offered', {
    initial: 100,
    help: 'Of what is free after the buffer, this much is offered.',
  }),
  integer('x_stock_threshold', 'Threshold', { help: 'Fewer units than these are shown as 0.' }),
  integer('x_tiktok_stock', 'Offered on TikTok', { help: 'What buyers could order when it was last seen.' }),
  integer('x_tiktok_committed', 'Ordered on TikTok', {
    help: 'Units in orders that are not shipped yet, when last seen.',
  }),
  datetime('x_stock_seen_at', 'Stock seen'),
  integer('x_stock_free', 'Free in Odoo', { help: 'On hand and not reserved, when last worked out.' }),
  integer('x_stock_sent', 'Stock sent'),
  datetime('x_stock_sent_at', 'Stock sent at'),
  char('x_stock_basis', 'Stock worked out from', {
    help: 'Written by the bridge: what the last quantity came from, by which it notices a change.',
  }),
  selection(
    'x_stock_state',
    'Stock on TikTok',
    [
      ['none', 'Not sent'],
      ['ok', 'As in Odoo'],
      ['differs', 'Differs'],
      ['refused', 'Refused'],
    ],
    {
      index: true,
      initial: 'none',
      help: 'Differs: TikTok showed another quantity than was sent. Refused: TikTok does not take it, the note says why.',
    },
  ),
  char('x_stock_note', 'Note on the stock'),
  boolean('x_low_stock', 'Low stock', { index: true, help: 'There are no more free units than the shop’s limit.' }),
];

const PRICES: readonly FieldDeclaration[] = [
  computed(
    float('x_price_wanted', 'Price in Odoo', {
      help: 'What the shop’s pricelist for TikTok says, in the currency of the listing.',
    }),
    wantedPrice,
  ),
  float('x_price_sent', 'Price sent'),
  datetime('x_price_sent_at', 'Price sent at'),
  char('x_price_note', 'Note on the price', { help: 'Why the price was not sent.' }),
];

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
    char('x_status', 'TikTok status', { help: 'The status of the product in TikTok’s own word; ACTIVATE is on sale.' }),
    float('x_price', 'Price'),
    many2one('x_currency_id', 'Currency', 'res.currency'),
    char('x_barcode', 'Barcode', { help: 'GTIN, EAN, UPC or ISBN on TikTok.' }),
    datetime('x_last_seen', 'Last seen', { help: 'When TikTok last listed this SKU.' }),
    ...CATALOGUE,
    ...STOCK,
    ...PRICES,
  ],
};
