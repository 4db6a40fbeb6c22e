import type { Attributes, ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { KEPT, chosen, field, filter, group, groupings, hint, separator, shown } from './build.ts';
import { equals, isEmpty, isFilled, isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_listing';

const NEEDS_PRODUCT = isOneOf('x_match', 'unmatched', 'ambiguous');

const STOCK_COLOURS: Attributes = {
  widget: 'badge',
  decorations: {
    success: equals('x_stock_state', 'ok'),
    warning: equals('x_stock_state', 'differs'),
    danger: equals('x_stock_state', 'refused'),
  },
};

const IS_OFF_SALE =
  "['|', ('x_status', 'not in', ['ACTIVATE', False]), ('x_sku_status', 'in', ['DEACTIVATED', 'GONE'])]";

/** The columns by which people know a listing. */
function identityColumns(): ViewElement[] {
  return [
    shown('x_name'),
    shown('x_sku_name', { optional: 'show' }),
    shown('x_seller_sku'),
    shown('x_shop_id', { optional: 'show' }),
  ];
}

/** A column of units with their sum; the whole label is too long for a number. */
function quantity(name: string, label: string): ViewElement {
  return shown(name, { optional: 'show', string: label, width: '80px', sum: label });
}

/** Columns that few people look at. */
function rareColumns(): ViewElement[] {
  const names = ['x_status', 'x_sku_status', 'x_audit', 'x_item_id', 'x_sku_id', 'x_barcode', 'x_last_seen'];
  return names.map((name) => shown(name, { optional: 'hide' }));
}

function listingList(): ViewElement {
  return element(
    'list',
    {
      string: 'TikTok listings',
      editable: 'bottom',
      ...KEPT,
      decorations: { danger: NEEDS_PRODUCT, muted: equals('x_sku_status', 'GONE') },
    },
    ...identityColumns(),
    chosen('x_product_id', { width: '200px' }),
    field('x_match', { width: '160px' }),
    shown('x_match_note', { optional: 'show' }),
    shown('x_price', { optional: 'show' }),
    shown('x_currency_id', { optional: 'hide' }),
    shown('x_tiktok_stock', { optional: 'show', string: 'Offered', width: '80px' }),
    shown('x_stock_state', { optional: 'hide', width: '110px', ...STOCK_COLOURS }),
    ...rareColumns(),
  );
}

function stockList(): ViewElement {
  return element(
    'list',
    {
      string: 'TikTok stock',
      ...KEPT,
      decorations: { warning: isFilled('x_low_stock'), muted: equals('x_sku_status', 'GONE') },
    },
    ...identityColumns(),
    shown('x_product_id', { width: '200px' }),
    quantity('x_stock_free', 'Free'),
    quantity('x_stock_sent', 'Sent'),
    shown('x_stock_sent_at', { optional: 'hide' }),
    quantity('x_tiktok_stock', 'Offered'),
    quantity('x_tiktok_committed', 'Ordered'),
    shown('x_stock_seen_at', { optional: 'hide' }),
    shown('x_stock_state', { optional: 'show', string: 'On TikTok', width: '110px', ...STOCK_COLOURS }),
    shown('x_stock_note', { optional: 'show' }),
    shown('x_stock_sync', { optional: 'hide' }),
    shown('x_low_stock', { optional: 'hide' }),
    shown('x_price', { optional: 'hide' }),
    shown('x_price_wanted', { optional: 'hide' }),
    ...rareColumns(),
  );
}

function stockGroup(): ViewElement {
  return group(
    'Stock',
    shown('x_stock_state', STOCK_COLOURS),
    shown('x_stock_note', { invisible: isEmpty('x_stock_note') }),
    shown('x_stock_free'),
    shown('x_stock_sent'),
    shown('x_stock_sent_at'),
    shown('x_tiktok_stock'),
    shown('x_tiktok_committed'),
    shown('x_stock_seen_at'),
    shown('x_warehouse_stock'),
    shown('x_low_stock'),
  );
}

function stockRulesGroup(): ViewElement {
  const ruled = { invisible: isEmpty('x_stock_own') };
  return group(
    'Stock rules',
    field('x_stock_sync'),
    field('x_stock_own'),
    field('x_stock_buffer', ruled),
    field('x_stock_percent', ruled),
    field('x_stock_threshold', ruled),
  );
}

function priceGroup(): ViewElement {
  return group(
    'Price',
    shown('x_price'),
    shown('x_currency_id'),
    shown('x_price_wanted'),
    shown('x_price_sent'),
    shown('x_price_sent_at'),
    shown('x_price_note', { invisible: isEmpty('x_price_note') }),
  );
}

function listingForm(): ViewElement {
  return element(
    'form',
    { string: 'TikTok listing', ...KEPT },
    element(
      'sheet',
      {},
      element('div', { class: 'oe_title' }, element('h1', {}, shown('x_name')), element('h3', {}, shown('x_sku_name'))),
      element(
        'group',
        {},
        group(
          'Product',
          chosen('x_product_id'),
          field('x_match'),
          shown('x_match_note', { invisible: isEmpty('x_match_note') }),
        ),
        group(
          'On TikTok',
          shown('x_shop_id'),
          shown('x_seller_sku'),
          shown('x_barcode'),
          shown('x_status'),
          shown('x_sku_status'),
          shown('x_audit'),
          shown('x_image_url', { widget: 'url' }),
        ),
        stockGroup(),
        stockRulesGroup(),
        priceGroup(),
        group(
          'Technical',
          shown('x_item_id'),
          shown('x_sku_id'),
          shown('x_update_time'),
          shown('x_detail_time'),
          shown('x_last_seen'),
          shown('x_stock_basis'),
        ),
      ),
      hint(
        'Choose the product, and “By hand” so that the bridge leaves your choice alone. Orders held for this SKU follow by themselves.',
      ),
    ),
  );
}

function listingSearch(): ViewElement {
  return element(
    'search',
    { string: 'TikTok listings' },
    field('x_name'),
    field('x_seller_sku'),
    field('x_sku_id'),
    field('x_item_id'),
    field('x_barcode'),
    field('x_product_id'),
    field('x_shop_id'),
    filter('unmatched', 'Without product', "[('x_product_id', '=', False)]"),
    filter('ambiguous', 'Several products fit', "[('x_match', '=', 'ambiguous')]"),
    filter('manual', 'Matched by hand', "[('x_match', '=', 'manual')]"),
    separator(),
    filter('differs', 'Stock differs', "[('x_stock_state', '=', 'differs')]"),
    filter('refused', 'Stock refused', "[('x_stock_state', '=', 'refused')]"),
    filter('low', 'Low stock', "[('x_low_stock', '=', True)]"),
    filter('unsent', 'Sending switched off', "[('x_stock_sync', '=', False)]"),
    separator(),
    filter('price_held', 'Price not sent', "[('x_price_note', '!=', False)]"),
    separator(),
    filter(
      'on_sale',
      'On sale',
      "[('x_status', '=', 'ACTIVATE'), ('x_sku_status', 'not in', ['DEACTIVATED', 'GONE'])]",
    ),
    filter('off_sale', 'Inactive or gone', IS_OFF_SALE),
    groupings(
      ['x_shop_id', 'Shop'],
      ['x_match', 'Matched by'],
      ['x_stock_state', 'Stock on TikTok'],
      ['x_status', 'TikTok status'],
      ['x_item_id', 'Item ID'],
      ['x_product_id', 'Product'],
    ),
  );
}

/** The screens of listings. */
export const LISTING_VIEWS: readonly ViewDeclaration[] = [
  { name: 'listing_list', model: MODEL, type: 'list', label: 'TikTok listings', arch: listingList() },
  { name: 'listing_stock_list', model: MODEL, type: 'list', label: 'TikTok stock', arch: stockList() },
  { name: 'listing_form', model: MODEL, type: 'form', label: 'TikTok listing', arch: listingForm() },
  { name: 'listing_search', model: MODEL, type: 'search', label: 'TikTok listings', arch: listingSearch() },
];
