import { STREAMS } from '../models/streams.ts';
import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import { chosen, field, group, hint, page, shown } from './build.ts';
import { isEmpty, isNoneOf } from './condition.ts';
import { warehouseLines } from './warehouse.ts';

/** Records of the shop's company and those that all companies share, and of these what `term` says. */
function ofCompany(term = ''): string {
  return `['|', ('company_id', '=', False), ('company_id', '=', x_company_id)${term === '' ? '' : `, ${term}`}]`;
}

function service(name: string): ViewElement {
  return chosen(name, { domain: ofCompany("('type', '=', 'service')") });
}

function moneyPage(): ViewElement {
  const salesTax = ofCompany("('type_tax_use', '=', 'sale')");
  return page(
    'money',
    'Company and money',
    hint('Everything here must belong to one company. The bridge checks it when TikTok Sync is ticked.'),
    element(
      'group',
      {},
      group(
        'Company',
        chosen('x_company_id'),
        chosen('x_currency_id'),
        chosen('x_pricelist_id', { domain: ofCompany() }),
      ),
      group(
        'Taxes',
        chosen('x_goods_tax_id', { domain: salesTax }),
        chosen('x_shipping_tax_id', { domain: salesTax }),
        chosen('x_fiscal_position_id', { domain: ofCompany() }),
      ),
      group(
        'Journals',
        chosen('x_payment_journal_id', { domain: ofCompany("('type', 'in', ['bank', 'cash'])") }),
        chosen('x_affiliate_journal_id', { domain: ofCompany("('type', 'in', ['general', 'purchase'])") }),
      ),
    ),
    hint(
      'Taxes: in markets whose prices include a tax (UK, EU, South-East Asia, Japan, …) name one tax that is included in the price. In the US leave them empty: TikTok collects and remits the sales tax itself.',
    ),
  );
}

function ordersPage(): ViewElement {
  return page(
    'orders',
    'Orders',
    element(
      'group',
      {},
      group(
        'On the sale order',
        field('x_order_prefix'),
        chosen('x_team_id', { domain: ofCompany() }),
        chosen('x_source_id'),
      ),
      group('What happens', field('x_confirm_policy'), field('x_unknown_sku'), field('x_late_policy')),
      group('Since when', field('x_import_from'), shown('x_last_order_sync'), field('x_sync_from')),
    ),
    hint(
      'Last order sync is kept by the bridge. To have a time read once more, set Sync from: the bridge clears it when that is done, and nothing is doubled.',
    ),
  );
}

function logisticsPage(): ViewElement {
  return page(
    'logistics',
    'Warehouse and delivery',
    hint('Orders for goods that TikTok stores and ships are held until a warehouse for them is named.'),
    element(
      'group',
      {},
      group(
        'Warehouses',
        chosen('x_warehouse_id', { domain: ofCompany() }),
        chosen('x_fbt_warehouse_id', { domain: ofCompany() }),
      ),
      group('Delivery', chosen('x_default_carrier_id', { domain: ofCompany() })),
    ),
  );
}

function productsPage(): ViewElement {
  return page(
    'products',
    'Products',
    hint('Discounts, subsidy and shipping are lines of the sale order, each with a service of its own.'),
    element(
      'group',
      {},
      group('Goods', chosen('x_default_product_id', { domain: ofCompany() })),
      group(
        'Services',
        service('x_shipping_product_id'),
        service('x_seller_discount_product_id'),
        service('x_platform_discount_product_id'),
        service('x_platform_subsidy_product_id'),
      ),
    ),
  );
}

function cataloguePage(): ViewElement {
  return page(
    'catalogue',
    'Catalogue',
    hint(
      'Each listing of TikTok finds its product by the ways that are ticked, in this order. Where none or several fit, it waits among the listings for your choice.',
    ),
    element(
      'group',
      {},
      group('Matching', field('x_match_seller_sku'), field('x_match_item_id'), field('x_match_barcode')),
      group('New products', field('x_reference_source')),
      group('How far', shown('x_last_catalogue_sync'), shown('x_last_full_catalogue')),
    ),
  );
}

function stockPage(): ViewElement {
  return page(
    'stock',
    'Stock and prices',
    hint(
      'TikTok is told what is on hand and not reserved, less the buffer, of that the percentage, and 0 below the threshold. A listing may have rules of its own.',
    ),
    element(
      'group',
      {},
      group(
        'What is offered',
        chosen('x_stock_location_id', { domain: ofCompany("('usage', 'in', ['internal', 'view'])") }),
        field('x_stock_buffer'),
        field('x_stock_percent'),
        field('x_stock_threshold'),
      ),
      group(
        'Several shops',
        field('x_stock_sharing'),
        field('x_stock_weight', { invisible: isNoneOf('x_stock_sharing', 'isolated') }),
      ),
      group('Watching', field('x_low_stock'), shown('x_last_stock_check')),
      group('Prices', chosen('x_price_pricelist_id', { domain: ofCompany() }), field('x_price_guard')),
    ),
    group(
      'TikTok warehouses',
      element('field', { name: 'x_tiktok_warehouse_ids', nolabel: '1', colspan: '2' }, warehouseLines()),
    ),
  );
}

function syncPage(): ViewElement {
  const streams = STREAMS.map(({ name, label, help }) =>
    group(
      label,
      field(`x_sync_${name}`),
      field(`x_frequency_${name}`, { string: 'How often', invisible: isEmpty(`x_sync_${name}`) }),
      element('div', { class: 'text-muted', colspan: '2' }, help),
    ),
  );
  return page('sync', 'What is synced', element('group', {}, ...streams));
}

/** The pages of a shop's settings, in the order in which a shop is set up. */
export const SHOP_PAGES: readonly ViewElement[] = [
  moneyPage(),
  ordersPage(),
  logisticsPage(),
  productsPage(),
  cataloguePage(),
  stockPage(),
  syncPage(),
];
