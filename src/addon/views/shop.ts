import { STREAMS } from '../models/shop.ts';
import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { KEPT, alert, chosen, field, filter, group, groupings, hint, page, separator, shown } from './build.ts';
import { anyOf, equals, isEmpty, isFilled, isNoneOf, isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_shop';

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

function technicalPage(): ViewElement {
  return page(
    'technical',
    'Technical',
    element(
      'group',
      {},
      group('', shown('x_shop_id'), shown('x_code'), shown('x_seller_type')),
      group('', shown('x_cipher', { groups: 'base.group_system' })),
    ),
  );
}

function linkButton(action: string, icon: string, label: string): ViewElement {
  return element('button', {
    name: `__tiktok_shop__.addon_action_${action}`,
    type: 'action',
    class: 'oe_stat_button',
    icon,
    string: label,
  });
}

function shopForm(): ViewElement {
  const message = (): ViewElement => shown('x_message', { nolabel: '1' });
  return element(
    'form',
    { string: 'TikTok shop', ...KEPT },
    element('header', {}, shown('x_state', { widget: 'statusbar', statusbar_visible: 'new,enabled' })),
    element(
      'sheet',
      {},
      element(
        'div',
        { class: 'oe_button_box', name: 'button_box' },
        linkButton('shop_orders', 'fa-shopping-cart', 'Orders'),
        linkButton('shop_listings', 'fa-tags', 'Listings'),
        linkButton('shop_runs', 'fa-refresh', 'Runs'),
      ),
      alert('danger', anyOf(isNoneOf('x_state', 'refused'), isEmpty('x_message')), message()),
      alert('warning', anyOf(isOneOf('x_state', 'refused'), isEmpty('x_message')), message()),
      alert(
        'info',
        anyOf(isNoneOf('x_state', 'new'), isFilled('x_enabled')),
        'Fill in the pages below, then tick TikTok Sync. The bridge checks the settings and says here what is missing.',
      ),
      element('div', { class: 'oe_title' }, element('h1', {}, field('x_name', { placeholder: 'Shop name' }))),
      element(
        'group',
        {},
        group('', field('x_enabled'), shown('x_last_order_sync')),
        group('', shown('x_region'), shown('x_account_id')),
      ),
      element('notebook', {}, moneyPage(), ordersPage(), logisticsPage(), productsPage(), syncPage(), technicalPage()),
    ),
    element('chatter', {}),
  );
}

function shopList(): ViewElement {
  return element(
    'list',
    {
      string: 'TikTok shops',
      ...KEPT,
      decorations: { danger: equals('x_state', 'refused'), muted: equals('x_state', 'disabled') },
    },
    field('x_name'),
    field('x_region'),
    field('x_account_id', { optional: 'show' }),
    field('x_company_id', { optional: 'show', groups: 'base.group_multi_company' }),
    field('x_currency_id', { optional: 'show' }),
    field('x_warehouse_id', { optional: 'hide' }),
    field('x_enabled'),
    field('x_state', {
      widget: 'badge',
      decorations: {
        success: equals('x_state', 'enabled'),
        danger: equals('x_state', 'refused'),
        info: equals('x_state', 'new'),
        muted: equals('x_state', 'disabled'),
      },
    }),
    field('x_last_order_sync', { optional: 'show' }),
    field('x_message', { optional: 'show' }),
  );
}

function shopSearch(): ViewElement {
  return element(
    'search',
    { string: 'TikTok shops' },
    field('x_name'),
    field('x_shop_id'),
    field('x_region'),
    filter('enabled', 'Enabled', "[('x_enabled', '=', True)]"),
    filter('off', 'Not enabled', "[('x_enabled', '=', False)]"),
    separator(),
    filter('refused', 'Needs attention', "[('x_state', '=', 'refused')]"),
    groupings(['x_account_id', 'Account'], ['x_region', 'Region'], ['x_company_id', 'Company']),
  );
}

/** The screens of shops. */
export const SHOP_VIEWS: readonly ViewDeclaration[] = [
  { name: 'shop_list', model: MODEL, type: 'list', label: 'TikTok shops', arch: shopList() },
  { name: 'shop_form', model: MODEL, type: 'form', label: 'TikTok shop', arch: shopForm() },
  { name: 'shop_search', model: MODEL, type: 'search', label: 'TikTok shops', arch: shopSearch() },
];
