import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { KEPT, chosen, field, filter, group, groupings, hint, separator, shown } from './build.ts';
import { isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_listing';

function listingList(): ViewElement {
  return element(
    'list',
    {
      string: 'TikTok listings',
      editable: 'bottom',
      ...KEPT,
      decorations: { danger: isOneOf('x_match', 'unmatched', 'ambiguous') },
    },
    shown('x_name'),
    shown('x_sku_name', { optional: 'show' }),
    shown('x_seller_sku'),
    shown('x_shop_id'),
    chosen('x_product_id'),
    field('x_match', { width: '160px' }),
    shown('x_match_note', { optional: 'show' }),
    shown('x_status', { optional: 'show' }),
    shown('x_price', { optional: 'show' }),
    shown('x_currency_id', { optional: 'hide' }),
    shown('x_item_id', { optional: 'hide' }),
    shown('x_sku_id', { optional: 'hide' }),
    shown('x_barcode', { optional: 'hide' }),
    shown('x_last_seen', { optional: 'hide' }),
  );
}

function listingForm(): ViewElement {
  return element(
    'form',
    { string: 'TikTok listing', ...KEPT },
    element(
      'sheet',
      {},
      element('div', { class: 'oe_title' }, element('h1', {}, shown('x_name'))),
      element(
        'group',
        {},
        group('Product', chosen('x_product_id'), field('x_match'), shown('x_match_note')),
        group(
          'On TikTok',
          shown('x_shop_id'),
          shown('x_status'),
          shown('x_price'),
          shown('x_currency_id'),
          shown('x_last_seen'),
        ),
        group('Variant', shown('x_sku_name'), shown('x_seller_sku'), shown('x_barcode')),
        group('IDs', shown('x_item_id'), shown('x_sku_id')),
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
    separator(),
    filter('manual', 'Matched by hand', "[('x_match', '=', 'manual')]"),
    groupings(
      ['x_shop_id', 'Shop'],
      ['x_match', 'Matched by'],
      ['x_status', 'TikTok status'],
      ['x_item_id', 'Item ID'],
    ),
  );
}

/** The screens of listings. */
export const LISTING_VIEWS: readonly ViewDeclaration[] = [
  { name: 'listing_list', model: MODEL, type: 'list', label: 'TikTok listings', arch: listingList() },
  { name: 'listing_form', model: MODEL, type: 'form', label: 'TikTok listing', arch: listingForm() },
  { name: 'listing_search', model: MODEL, type: 'search', label: 'TikTok listings', arch: listingSearch() },
];
