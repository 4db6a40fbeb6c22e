import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { KEPT, alert, field, filter, group, groupings, page, separator, shown } from './build.ts';
import { anyOf, equals, isEmpty, isFilled, isNoneOf, isOneOf } from './condition.ts';
import { SHOP_PAGES } from './shopPages.ts';

const MODEL = 'x_tiktok_shop';

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
        linkButton('shop_warehouses', 'fa-building-o', 'Warehouses'),
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
      element('notebook', {}, ...SHOP_PAGES, technicalPage()),
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
