import type { Attributes, ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import {
  READ_ONLY,
  alert,
  field,
  filter,
  group,
  groupings,
  hidden,
  hiddenColumn,
  hint,
  page,
  separator,
  shown,
} from './build.ts';
import { equals, isEmpty, isNoneOf, isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_order';

/** Statuses in which the goods have not been handed over, so that the deadline still counts. */
const NOT_HANDED_OVER = "('x_status', 'in', ['ON_HOLD', 'AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING'])";

/** This moment as the web client reckons it; stored moments are in UTC, the browser is not. */
const NOW = "datetime.datetime.now().to_utc().strftime('%Y-%m-%d %H:%M:%S')";

const STATE_COLOURS: Attributes = {
  widget: 'badge',
  decorations: {
    danger: equals('x_state', 'blocked'),
    warning: equals('x_state', 'attention'),
    info: equals('x_state', 'waiting'),
    success: equals('x_state', 'imported'),
    muted: isOneOf('x_state', 'cancelled', 'skipped'),
  },
};

function orderList(
  name: string,
  label: string,
  sort: string,
  shipBy: Attributes,
  customer: 'hide' | 'show',
): ViewDeclaration {
  const rows: Attributes = {
    string: label,
    default_order: sort,
    ...READ_ONLY,
    decorations: { danger: equals('x_state', 'blocked'), muted: isOneOf('x_state', 'cancelled', 'skipped') },
  };
  return { name, model: MODEL, type: 'list', label, arch: element('list', rows, ...columns(shipBy, customer)) };
}

function columns(shipBy: Attributes, customer: 'hide' | 'show'): ViewElement[] {
  return [
    field('x_name', { width: '165px' }),
    field('x_create_time', { optional: 'hide' }),
    field('x_shop_id', { width: '120px' }),
    field('x_partner_id', { optional: customer, width: '120px' }),
    field('x_line_summary', { optional: 'hide' }),
    field('x_status', { width: '180px' }),
    field('x_state', { width: '130px', ...STATE_COLOURS }),
    field('x_reason', { optional: 'show' }),
    field('x_ship_by', { optional: 'show', width: '125px', ...shipBy }),
    field('x_total', { optional: 'show', width: '95px' }),
    field('x_sale_order_id', { optional: 'show', width: '95px' }),
    field('x_surface', { optional: 'hide' }),
    field('x_tracking', { optional: 'hide' }),
    field('activity_ids', { widget: 'list_activity', optional: 'hide' }),
    hiddenColumn('x_currency_id'),
  ];
}

function itemsPage(): ViewElement {
  return page(
    'items',
    'Items',
    group('', shown('x_line_summary'), shown('x_held_skus', { invisible: isEmpty('x_held_skus') })),
  );
}

function deliveryPage(): ViewElement {
  return page(
    'delivery',
    'Delivery',
    element(
      'group',
      {},
      group('Deadlines', shown('x_ship_by'), shown('x_collect_by'), shown('x_deliver_by')),
      group('Parcels', shown('x_package_ids'), shown('x_tracking'), shown('x_late')),
      group('How', shown('x_fulfillment_type'), shown('x_shipping_type'), shown('x_delivery_type')),
    ),
  );
}

function moneyPage(): ViewElement {
  return page(
    'money',
    'Money',
    hint('The total is what you earn with the order before TikTok’s fees. Tax that TikTok remits itself is not in it.'),
    element(
      'group',
      {},
      group('You', shown('x_total'), shown('x_currency_id')),
      group(
        'The buyer',
        shown('x_buyer_total'),
        shown('x_buyer_tax'),
        shown('x_paid_time'),
        shown('x_payment_method'),
        shown('x_is_cod'),
      ),
    ),
  );
}

function technicalPage(): ViewElement {
  return page(
    'technical',
    'Technical',
    element(
      'group',
      {},
      group(
        'TikTok',
        shown('x_order_id'),
        shown('x_buyer_id'),
        shown('x_update_time'),
        shown('x_update_stamp'),
        shown('x_order_type'),
      ),
      group('Bridge', shown('x_reason_code'), shown('x_imported'), shown('x_address_key')),
      group('Kind of order', shown('x_is_sample'), shown('x_is_replacement'), shown('x_is_exchange')),
    ),
  );
}

function messages(): ViewElement[] {
  const reason = (): ViewElement => field('x_reason', { readonly: true, nolabel: '1', class: 'mb-0' });
  return [
    alert('danger', isNoneOf('x_state', 'blocked'), element('strong', {}, 'Not imported. '), reason()),
    alert('warning', isNoneOf('x_state', 'attention'), element('strong', {}, 'A person has to decide. '), reason()),
    alert('info', isNoneOf('x_state', 'waiting', 'skipped', 'cancelled'), reason()),
    alert('warning', isEmpty('x_buyer_cancel'), 'The buyer asks to cancel this order.'),
    alert('info', isEmpty('x_late'), 'The goods had already left when the bridge saw this order for the first time.'),
  ];
}

function openButton(): ViewElement {
  const attributes: Attributes = {
    name: '__tiktok_shop__.addon_action_open_sale_order',
    type: 'action',
    class: 'oe_stat_button',
    icon: 'fa-shopping-cart',
    string: 'Sale order',
    invisible: isEmpty('x_sale_order_id'),
  };
  return element('div', { class: 'oe_button_box', name: 'button_box' }, element('button', attributes));
}

function head(): ViewElement[] {
  return [
    element('div', { class: 'oe_title' }, element('h1', {}, shown('x_name'))),
    element(
      'group',
      {},
      group('', shown('x_shop_id'), shown('x_partner_id'), shown('x_sale_order_id'), shown('x_surface')),
      group('', shown('x_status'), shown('x_create_time'), shown('x_ship_by'), shown('x_total')),
    ),
  ];
}

function orderForm(): ViewElement {
  const status = field('x_state', {
    widget: 'statusbar',
    statusbar_visible: 'waiting,blocked,attention,imported',
    readonly: true,
  });
  return element(
    'form',
    { string: 'TikTok order', ...READ_ONLY },
    element('header', {}, status),
    element(
      'sheet',
      {},
      hidden('x_buyer_cancel'),
      openButton(),
      ...messages(),
      ...head(),
      element('notebook', {}, itemsPage(), deliveryPage(), moneyPage(), technicalPage()),
    ),
    element('chatter', {}),
  );
}

function orderSearch(): ViewElement {
  const ids = ['x_name', 'x_order_id', 'x_tracking', 'x_package_ids'];
  const anyId = [...ids.slice(1).map(() => "'|'"), ...ids.map((id) => `('${id}', 'ilike', self)`)].join(', ');
  return element(
    'search',
    { string: 'TikTok orders' },
    field('x_name', { string: 'Order, tracking or package', filter_domain: `[${anyId}]` }),
    field('x_partner_id'),
    field('x_shop_id'),
    field('x_sale_order_id'),
    field('x_line_summary', { string: 'Item' }),
    field('x_held_skus'),
    field('x_reason'),
    filter('todo', 'To do', "[('x_state', 'in', ['waiting', 'blocked', 'attention'])]"),
    separator(),
    filter('waiting', 'Waiting', "[('x_state', '=', 'waiting')]"),
    filter('blocked', 'Blocked', "[('x_state', '=', 'blocked')]"),
    filter('attention', 'Needs attention', "[('x_state', '=', 'attention')]"),
    filter('imported', 'Imported', "[('x_state', '=', 'imported')]"),
    filter('cancelled', 'Cancelled', "[('x_state', '=', 'cancelled')]"),
    filter('skipped', 'Skipped', "[('x_state', '=', 'skipped')]"),
    separator(),
    filter('overdue', 'Overdue', `[${NOT_HANDED_OVER}, ('x_ship_by', '<', ${NOW})]`),
    filter('buyer_cancel', 'Buyer asks to cancel', "[('x_buyer_cancel', '=', True)]"),
    filter('late', 'Already shipped', "[('x_late', '=', True)]"),
    separator(),
    element('filter', { name: 'ordered', string: 'Ordered', date: 'x_create_time' }),
    groupings(['x_shop_id', 'Shop'], ['x_state', 'State'], ['x_status', 'TikTok status'], ['x_create_time', 'Ordered']),
  );
}

/** The screens of orders. */
export const ORDER_VIEWS: readonly ViewDeclaration[] = [
  orderList('order_list', 'TikTok orders', 'x_ship_by desc, id desc', {}, 'show'),
  orderList('order_todo_list', 'TikTok orders to do', 'x_ship_by, id', { widget: 'remaining_days' }, 'hide'),
  { name: 'order_form', model: MODEL, type: 'form', label: 'TikTok order', arch: orderForm() },
  { name: 'order_search', model: MODEL, type: 'search', label: 'TikTok orders', arch: orderSearch() },
  {
    name: 'order_pivot',
    model: MODEL,
    type: 'pivot',
    label: 'TikTok orders',
    arch: element(
      'pivot',
      { string: 'TikTok orders' },
      field('x_shop_id', { type: 'row' }),
      field('x_state', { type: 'col' }),
      field('x_total', { type: 'measure' }),
    ),
  },
  {
    name: 'order_graph',
    model: MODEL,
    type: 'graph',
    label: 'TikTok orders',
    arch: element(
      'graph',
      { string: 'TikTok orders' },
      field('x_create_time', { interval: 'day' }),
      field('x_shop_id'),
    ),
  },
];
