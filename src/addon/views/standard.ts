import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { alert, field, filter, group, hidden, page, separator, shown } from './build.ts';
import { isEmpty } from './condition.ts';

/** Only those in the addon's group can read the records that these fields link to. */
const FOR_USERS = { groups: '__tiktok_shop__.addon_group_user' } as const;

const LATE = 'Already shipped before it was imported: validate the transfer without sending anything.';

function at(path: string, position: 'after' | 'before' | 'inside', ...children: readonly ViewElement[]): ViewElement {
  return element('xpath', { expr: path, position }, ...children);
}

function saleOrderForm(): ViewElement {
  const openButton = element('button', {
    name: '__tiktok_shop__.addon_action_open_tiktok_order',
    type: 'action',
    class: 'oe_stat_button',
    icon: 'fa-music',
    string: 'TikTok order',
    invisible: isEmpty('x_tiktok_order_ref'),
    ...FOR_USERS,
  });
  const tiktokPage = page(
    'tiktok_shop',
    'TikTok Shop',
    group(
      '',
      shown('x_tiktok_order_id'),
      shown('x_tiktok_shop_id', FOR_USERS),
      shown('x_tiktok_order_ref', FOR_USERS),
      shown('x_tiktok_late'),
    ),
  );
  return element(
    'data',
    {},
    at("//div[@name='button_box']", 'inside', openButton),
    at("//div[@name='button_box']", 'after', alert('info', isEmpty('x_tiktok_late'), LATE)),
    at('//notebook', 'inside', {
      ...tiktokPage,
      attributes: { ...tiktokPage.attributes, invisible: isEmpty('x_tiktok_order_id') },
    }),
  );
}

function pickingForm(): ViewElement {
  return element(
    'data',
    {},
    at("//div[@name='button_box']", 'after', hidden('x_tiktok_late'), alert('warning', isEmpty('x_tiktok_late'), LATE)),
    at(
      "//sheet//field[@name='origin']",
      'after',
      shown('x_tiktok_order_id', { invisible: isEmpty('x_tiktok_order_id') }),
    ),
  );
}

function partnerForm(): ViewElement {
  const buyer = element(
    'group',
    { string: 'TikTok Shop', invisible: isEmpty('x_tiktok_buyer_id') },
    shown('x_tiktok_buyer_id'),
    shown('x_tiktok_shop_id', FOR_USERS),
  );
  return element('data', {}, at("//page[@name='sales_purchases']", 'inside', buyer));
}

function saleOrderSearch(): ViewElement {
  return element(
    'data',
    {},
    at(
      "//filter[@name='my_sale_orders_filter']",
      'after',
      separator(),
      filter('tiktok_shop', 'TikTok Shop', "[('x_tiktok_order_id', '!=', False)]"),
      separator(),
    ),
    at("//field[@name='order_line']", 'before', field('x_tiktok_order_id')),
  );
}

/** For products that can be sold: whether TikTok lists them shows behind the button. */
function productForm(action: 'product_listings' | 'variant_listings'): ViewElement {
  const button = element('button', {
    name: `__tiktok_shop__.addon_action_${action}`,
    type: 'action',
    class: 'oe_stat_button',
    icon: 'fa-music',
    string: 'TikTok listings',
    invisible: isEmpty('sale_ok'),
    ...FOR_USERS,
  });
  return element('data', {}, at("//div[@name='button_box']", 'inside', hidden('sale_ok'), button));
}

/** What the addon adds to screens of Odoo's own. */
export const STANDARD_VIEWS: readonly ViewDeclaration[] = [
  {
    name: 'sale_order_form',
    model: 'sale.order',
    type: 'form',
    label: 'TikTok Shop on sale orders',
    arch: saleOrderForm(),
    inherits: 'sale.view_order_form',
  },
  {
    name: 'sale_order_search',
    model: 'sale.order',
    type: 'search',
    label: 'TikTok Shop on sale orders',
    arch: saleOrderSearch(),
    inherits: 'sale.view_sales_order_filter',
  },
  {
    name: 'picking_form',
    model: 'stock.picking',
    type: 'form',
    label: 'TikTok Shop on transfers',
    arch: pickingForm(),
    inherits: 'stock.view_picking_form',
  },
  {
    name: 'partner_form',
    model: 'res.partner',
    type: 'form',
    label: 'TikTok Shop on contacts',
    arch: partnerForm(),
    inherits: 'base.view_partner_form',
  },
  {
    name: 'product_template_form',
    model: 'product.template',
    type: 'form',
    label: 'TikTok Shop on products',
    arch: productForm('product_listings'),
    inherits: 'product.product_template_only_form_view',
  },
  {
    name: 'product_form',
    model: 'product.product',
    type: 'form',
    label: 'TikTok Shop on variants',
    arch: productForm('variant_listings'),
    inherits: 'product.product_normal_form_view',
  },
  {
    name: 'product_variant_form',
    model: 'product.product',
    type: 'form',
    label: 'TikTok Shop on variants in short',
    arch: productForm('variant_listings'),
    inherits: 'product.product_variant_easy_edit_view',
  },
];
