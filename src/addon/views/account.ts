import type { Attributes, ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { KEPT, alert, field, filter, group, hidden, hint, page, separator, shown } from './build.ts';
import { anyOf, equals, isEmpty, isFilled, isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_account';

const STATE_COLOURS: Attributes = {
  widget: 'badge',
  decorations: {
    success: equals('x_state', 'linked'),
    warning: equals('x_state', 'expiring'),
    danger: isOneOf('x_state', 'expired', 'revoked'),
  },
};

function accountList(): ViewElement {
  return element(
    'list',
    { string: 'TikTok accounts', ...KEPT, decorations: { danger: isOneOf('x_state', 'expired', 'revoked') } },
    field('x_name'),
    field('x_seller_name', { optional: 'show' }),
    field('x_region'),
    field('x_app', { optional: 'show' }),
    field('x_state', STATE_COLOURS),
    field('x_refresh_expires', { optional: 'show' }),
    field('x_message', { optional: 'show' }),
  );
}

function shopLines(): ViewElement {
  const list = element(
    'list',
    { ...KEPT },
    field('x_name'),
    field('x_region'),
    field('x_enabled'),
    field('x_state'),
    field('x_last_order_sync'),
  );
  return element('field', { name: 'x_shop_ids', readonly: true, nolabel: '1' }, list);
}

function accountForm(): ViewElement {
  return element(
    'form',
    { string: 'TikTok account', ...KEPT },
    element('header', {}, shown('x_state', { widget: 'statusbar', statusbar_visible: 'linked' })),
    element(
      'sheet',
      {},
      hidden('x_active'),
      element('widget', {
        name: 'web_ribbon',
        title: 'Archived',
        bg_color: 'bg-danger',
        invisible: isFilled('x_active'),
      }),
      alert('danger', anyOf(equals('x_state', 'linked'), isEmpty('x_message')), shown('x_message', { nolabel: '1' })),
      element('div', { class: 'oe_title' }, element('h1', {}, field('x_name', { placeholder: 'Account' }))),
      element(
        'group',
        {},
        group('', shown('x_seller_name'), shown('x_region'), shown('x_app')),
        group('', shown('x_access_expires'), shown('x_refresh_expires')),
      ),
      element(
        'notebook',
        {},
        page(
          'shops',
          'Shops',
          hint('The shops that this authorisation reaches. Tick TikTok Sync in a shop to use it.'),
          shopLines(),
        ),
        page('technical', 'Technical', group('', shown('x_open_id'), shown('x_scopes'))),
      ),
    ),
  );
}

/** The screens of accounts. */
export const ACCOUNT_VIEWS: readonly ViewDeclaration[] = [
  { name: 'account_list', model: MODEL, type: 'list', label: 'TikTok accounts', arch: accountList() },
  { name: 'account_form', model: MODEL, type: 'form', label: 'TikTok account', arch: accountForm() },
  {
    name: 'account_search',
    model: MODEL,
    type: 'search',
    label: 'TikTok accounts',
    arch: element(
      'search',
      { string: 'TikTok accounts' },
      field('x_name'),
      field('x_seller_name'),
      filter('problems', 'Must be linked again', "[('x_state', '!=', 'linked')]"),
      separator(),
      filter('archived', 'Archived', "[('x_active', '=', False)]"),
    ),
  },
];
