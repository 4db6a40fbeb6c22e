import type { FieldDeclaration, ModelDeclaration } from './field.ts';
import { boolean, char, datetime, many2one, selection, text } from './field.ts';
import { CATALOGUE, PRICES, STOCK } from './shopGoods.ts';
import { STREAMS, streamFields } from './streams.ts';

/** Odoo 14 shows a related field with the help of the field that it reads, so both have to say the same. */
export const COMPANY_HELP =
  'The company that sells in this shop. Warehouse, taxes, journals and team must belong to it.';

const IDENTITY: readonly FieldDeclaration[] = [
  char('x_name', 'Shop name', { help: 'Display name of the shop. You may change it.' }),
  many2one('x_account_id', 'Account', 'x_tiktok_account', {
    index: true,
    help: 'The authorisation by which the bridge reaches this shop.',
  }),
  char('x_shop_id', 'Shop ID', { index: true, help: 'TikTok’s own id of this shop.' }),
  char('x_cipher', 'Shop cipher', { help: 'TikTok’s token that names this shop in every call.' }),
  char('x_code', 'Shop code', { help: 'The code that TikTok shows in the Seller Centre.' }),
  char('x_region', 'Region', { help: 'Market of the shop as two letters: US, GB, ID, TH, …' }),
  char('x_seller_type', 'Seller type', { help: 'TikTok’s word: LOCAL or CROSS_BORDER.' }),
  selection(
    'x_state',
    'Status',
    [
      ['new', 'New'],
      ['enabled', 'Enabled'],
      ['disabled', 'Disabled'],
      ['refused', 'Needs attention'],
    ],
    {
      initial: 'new',
      tracked: true,
      help: 'Set by the bridge. Needs attention: the settings do not fit together, the message says what is wrong.',
    },
  ),
  boolean('x_enabled', 'TikTok Sync', {
    tracked: true,
    help: 'Tick this when the settings are complete. The bridge checks them and says what is wrong.',
  }),
  text('x_message', 'What is wrong'),
  char('x_settings_key', 'Settings checked', {
    help: 'Written by the bridge: the settings that were found to fit together.',
  }),
];

const MONEY: readonly FieldDeclaration[] = [
  many2one('x_company_id', 'Company', 'res.company', {
    tracked: true,
    help: COMPANY_HELP,
  }),
  many2one('x_currency_id', 'Currency', 'res.currency', {
    tracked: true,
    help: 'Currency of the shop’s region; all its orders are in it.',
  }),
  many2one('x_pricelist_id', 'Pricelist', 'product.pricelist', {
    tracked: true,
    help: 'Gives the orders their currency, so it must be in the currency of the shop. Prices are always those of TikTok.',
  }),
  many2one('x_goods_tax_id', 'Tax on goods', 'account.tax', {
    tracked: true,
    help: 'For markets whose prices include a tax (UK, EU, South-East Asia, Japan, …): one sales tax that is included in the price. Leave it empty in the US, where TikTok collects and remits the sales tax itself.',
  }),
  many2one('x_shipping_tax_id', 'Tax on shipping', 'account.tax', {
    tracked: true,
    help: 'The same for what buyers pay for shipping.',
  }),
  many2one('x_fiscal_position_id', 'Fiscal position', 'account.fiscal.position', {
    tracked: true,
    help: 'Put on every order of this shop. Empty: none, whatever the buyer’s country is.',
  }),
  many2one('x_payment_journal_id', 'Payment journal', 'account.journal', {
    tracked: true,
    help: 'Journal in which TikTok’s payments are booked.',
  }),
  many2one('x_affiliate_journal_id', 'Affiliate journal', 'account.journal', {
    tracked: true,
    help: 'Journal in which commissions of creators are booked.',
  }),
];

const ORDERS: readonly FieldDeclaration[] = [
  char('x_order_prefix', 'Order prefix', {
    initial: 'TT-',
    tracked: true,
    help: 'Put before TikTok’s order id in the customer reference of a sale order.',
  }),
  many2one('x_team_id', 'Sales team', 'crm.team', { tracked: true }),
  many2one('x_source_id', 'Source', 'utm.source', {
    tracked: true,
    help: 'Source that the sale orders carry, for reports by channel.',
  }),
  datetime('x_import_from', 'Import from', {
    tracked: true,
    help: 'Orders placed earlier are not imported, so that what was already keyed in by hand is not doubled.',
  }),
  datetime('x_last_order_sync', 'Last order sync', {
    help: 'Written by the bridge: everything that changed on TikTok up to this moment is in Odoo or shown as waiting or blocked.',
  }),
  datetime('x_sync_from', 'Sync from', {
    tracked: true,
    help: 'Set a moment to have everything since then read once more, for instance after a mistake in the settings. The bridge clears it when that is done. Nothing is doubled.',
  }),
  selection(
    'x_confirm_policy',
    'New orders',
    [
      ['confirm', 'Confirm at once'],
      ['draft', 'Leave as quotation'],
    ],
    { initial: 'confirm', tracked: true, help: 'Confirming makes the transfer and reserves the goods.' },
  ),
  selection(
    'x_late_policy',
    'Orders that already left',
    [
      ['import', 'Import and flag the transfer'],
      ['block', 'Show as blocked'],
    ],
    {
      initial: 'import',
      tracked: true,
      help: 'What happens to an order that the bridge sees for the first time when its goods are already on their way.',
    },
  ),
  selection(
    'x_unknown_sku',
    'Unknown SKU',
    [
      ['hold', 'Hold the order with a reason'],
      ['default', 'Use the default product'],
    ],
    { initial: 'hold', tracked: true, help: 'What happens to an order with a SKU that no product is matched with.' },
  ),
];

const LOGISTICS: readonly FieldDeclaration[] = [
  many2one('x_warehouse_id', 'Warehouse', 'stock.warehouse', {
    tracked: true,
    help: 'Orders that you ship yourself leave from here, and its free stock is what TikTok is told.',
  }),
  many2one('x_fbt_warehouse_id', 'Warehouse at TikTok', 'stock.warehouse', {
    tracked: true,
    help: 'For goods that TikTok stores and ships (Fulfilled by TikTok). Until one is named, such orders are held.',
  }),
  many2one('x_default_carrier_id', 'Default carrier', 'delivery.carrier', {
    tracked: true,
    help: 'Delivery method of orders whose carrier is not known.',
  }),
];

const PRODUCTS: readonly FieldDeclaration[] = [
  many2one('x_default_product_id', 'Default product', 'product.product', {
    tracked: true,
    help: 'Stands for goods whose SKU is not matched, where Unknown SKU allows it.',
  }),
  many2one('x_shipping_product_id', 'Shipping', 'product.product', {
    tracked: true,
    help: 'Service for what buyers pay for shipping.',
  }),
  many2one('x_seller_discount_product_id', 'Seller discount', 'product.product', {
    tracked: true,
    help: 'Service for discounts that you give.',
  }),
  many2one('x_platform_discount_product_id', 'Platform discount', 'product.product', {
    tracked: true,
    help: 'Service for discounts that TikTok gives the buyer.',
  }),
  many2one('x_platform_subsidy_product_id', 'Platform subsidy', 'product.product', {
    tracked: true,
    help: 'Service for what TikTok pays you in place of its discount; the two cancel out.',
  }),
];

/** A TikTok shop in one region, with all settings that say how its things become records of Odoo. */
export const SHOP: ModelDeclaration = {
  model: 'x_tiktok_shop',
  label: 'TikTok Shop',
  order: 'x_name, id',
  chatter: true,
  fields: [
    ...IDENTITY,
    ...MONEY,
    ...ORDERS,
    ...LOGISTICS,
    ...PRODUCTS,
    ...CATALOGUE,
    ...STOCK,
    ...PRICES,
    ...STREAMS.flatMap(streamFields),
  ],
};
