import type { FieldDeclaration } from './field.ts';
import { boolean, datetime, integer, many2one, one2many, selection } from './field.ts';

/** How listings find their products, and how far the catalogue is read. */
export const CATALOGUE: readonly FieldDeclaration[] = [
  boolean('x_match_seller_sku', 'Match by seller SKU', {
    initial: true,
    tracked: true,
    help: 'A listing belongs to the product whose Internal Reference is its seller SKU.',
  }),
  boolean('x_match_item_id', 'Match by Item ID', {
    initial: true,
    tracked: true,
    help: 'A listing without variants belongs to the product whose Internal Reference is its Item ID.',
  }),
  boolean('x_match_barcode', 'Match by barcode', {
    initial: true,
    tracked: true,
    help: 'A listing belongs to the product with its barcode.',
  }),
  selection(
    'x_reference_source',
    'Reference of new products',
    [
      ['seller_sku', 'Seller SKU'],
      ['item_id', 'Item ID'],
    ],
    {
      initial: 'seller_sku',
      tracked: true,
      help: 'What becomes the Internal Reference of products that the bridge makes when it is asked to.',
    },
  ),
  datetime('x_last_catalogue_sync', 'Last catalogue sync', {
    help: 'Written by the bridge: every product that changed on TikTok up to this moment is among the listings.',
  }),
  datetime('x_last_full_catalogue', 'Last full catalogue', {
    help: 'Written by the bridge: when all products were read last, also those that had not changed.',
  }),
];

/** How much of the free stock is offered, and from where. */
export const STOCK: readonly FieldDeclaration[] = [
  one2many('x_tiktok_warehouse_ids', 'TikTok warehouses', 'x_tiktok_warehouse', 'x_shop_id', {
    help: 'The bridge lists them; choose for each the warehouse of Odoo whose goods it offers.',
  }),
  many2one('x_stock_location_id', 'Stock location', 'stock.location', {
    tracked: true,
    help: 'Counts only what lies here or below. Empty: the whole warehouse.',
  }),
  integer('x_stock_buffer', 'Buffer', {
    tracked: true,
    help: 'Units of each product that are never offered.',
  }),
  integer('x_stock_percent', 'Percent offered', {
    initial: 100,
    tracked: true,
    help: 'Of what is free after the buffer, this much is offered: 100 is all of it.',
  }),
  integer('x_stock_threshold', 'Threshold', {
    tracked: true,
    help: 'Fewer units than these are shown as 0. 0: every unit is offered.',
  }),
  integer('x_low_stock', 'Low stock at', {
    tracked: true,
    help: 'Listings with this many free units or fewer are marked as low, and the shop gets an activity. 0: none are.',
  }),
  selection(
    'x_stock_sharing',
    'Stock with other shops',
    [
      ['shared', 'Shared: each shop offers all of it'],
      ['isolated', 'Isolated: divided by weight'],
    ],
    {
      initial: 'shared',
      tracked: true,
      help: 'For products that several shops offer from the same warehouse. Isolated: all of them together never offer more than there is.',
    },
  ),
  integer('x_stock_weight', 'Weight', {
    initial: 1,
    tracked: true,
    help: 'This shop’s part where stock is divided: a shop with 2 gets twice as much as one with 1.',
  }),
  datetime('x_last_stock_check', 'Last stock check', {
    help: 'Written by the bridge: when all stock on TikTok was compared with Odoo’s.',
  }),
];

/** Which prices are sent. */
export const PRICES: readonly FieldDeclaration[] = [
  many2one('x_price_pricelist_id', 'Pricelist for TikTok', 'product.pricelist', {
    tracked: true,
    help: 'The prices that TikTok is sent where Sync prices is on; in the currency of the shop.',
  }),
  integer('x_price_guard', 'Price guard', {
    initial: 50,
    tracked: true,
    help: 'A price that differs from TikTok’s by more percent than this is not sent but shown on the listing.',
  }),
];
