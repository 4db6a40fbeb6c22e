/** A screen: which records of a model, in which views. */
export interface WindowDeclaration {
  readonly name: string;
  readonly label: string;
  readonly model: string;
  /** Kinds of views, the first one opens; `list` is written as the version calls it. */
  readonly views: readonly ('form' | 'graph' | 'list' | 'pivot')[];
  /** The addon's list view to use where a model has several. */
  readonly list?: string;
  readonly domain?: string;
  readonly context?: string;
  /** What an empty screen says: a heading and a sentence. */
  readonly empty: readonly [heading: string, sentence: string];
}

const NO_ORDERS = [
  'No TikTok orders yet',
  'They appear here by themselves once a shop is linked and TikTok Sync is ticked, or after “tiktok-odoo sync orders”.',
] as const;
const NO_SHOPS = [
  'No TikTok shops yet',
  'Link an account with “tiktok-odoo auth link”: its shops appear here, ready to be set up.',
] as const;
const NO_LISTINGS = [
  'No TikTok listings yet',
  'The bridge lists the SKUs of each shop here, with the products they are matched with.',
] as const;
const NO_LISTINGS_OF_PRODUCT = [
  'No TikTok listing has this product',
  'Open TikTok Shop, Products, Listings and choose it there, or give it the seller SKU as Internal Reference.',
] as const;
const NO_WAREHOUSES = [
  'No TikTok warehouses yet',
  'The bridge lists them when a shop is enabled, and keeps them up to date with each sync of catalogue or stock.',
] as const;
const NO_RUNS = ['No runs yet', 'Each sync leaves a line here that says what it did.'] as const;

/** All screens of the addon. */
export const WINDOWS: readonly WindowDeclaration[] = [
  {
    name: 'orders',
    label: 'TikTok Orders',
    model: 'x_tiktok_order',
    views: ['list', 'form', 'pivot', 'graph'],
    list: 'order_list',
    empty: NO_ORDERS,
  },
  {
    name: 'orders_todo',
    label: 'TikTok Orders To Do',
    model: 'x_tiktok_order',
    views: ['list', 'form', 'pivot', 'graph'],
    list: 'order_todo_list',
    domain: "[('x_state', 'in', ['waiting', 'blocked', 'attention'])]",
    empty: ['Nothing to do', 'Orders that wait for TikTok, that are blocked, or that need a person appear here.'],
  },
  {
    name: 'listings',
    label: 'TikTok Listings',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_list',
    empty: NO_LISTINGS,
  },
  {
    name: 'stock',
    label: 'TikTok Stock',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_stock_list',
    domain: "[('x_product_id', '!=', False)]",
    empty: NO_LISTINGS,
  },
  {
    name: 'listings_unmatched',
    label: 'TikTok Listings Without Product',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_list',
    domain: "[('x_product_id', '=', False)]",
    empty: ['Every listing has its product', 'Listings for which no product or several products fit appear here.'],
  },
  {
    name: 'warehouses',
    label: 'TikTok Warehouses',
    model: 'x_tiktok_warehouse',
    views: ['list', 'form'],
    empty: NO_WAREHOUSES,
  },
  { name: 'runs', label: 'TikTok Runs', model: 'x_tiktok_run', views: ['list', 'form'], empty: NO_RUNS },
  { name: 'shops', label: 'TikTok Shops', model: 'x_tiktok_shop', views: ['list', 'form'], empty: NO_SHOPS },
  {
    name: 'accounts',
    label: 'TikTok Accounts',
    model: 'x_tiktok_account',
    views: ['list', 'form'],
    empty: ['No TikTok accounts yet', 'Link one with “tiktok-odoo auth link”.'],
  },
  {
    name: 'shop_orders',
    label: 'Orders of the Shop',
    model: 'x_tiktok_order',
    views: ['list', 'form', 'pivot', 'graph'],
    list: 'order_list',
    domain: "[('x_shop_id', '=', active_id)]",
    empty: NO_ORDERS,
  },
  {
    name: 'shop_listings',
    label: 'Listings of the Shop',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_list',
    domain: "[('x_shop_id', '=', active_id)]",
    empty: NO_LISTINGS,
  },
  {
    name: 'shop_warehouses',
    label: 'Warehouses of the Shop',
    model: 'x_tiktok_warehouse',
    views: ['list', 'form'],
    domain: "[('x_shop_id', '=', active_id)]",
    empty: NO_WAREHOUSES,
  },
  {
    name: 'product_listings',
    label: 'TikTok Listings of the Product',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_stock_list',
    domain: "[('x_product_id.product_tmpl_id', '=', active_id)]",
    empty: NO_LISTINGS_OF_PRODUCT,
  },
  {
    name: 'variant_listings',
    label: 'TikTok Listings of the Variant',
    model: 'x_tiktok_listing',
    views: ['list', 'form'],
    list: 'listing_stock_list',
    domain: "[('x_product_id', '=', active_id)]",
    empty: NO_LISTINGS_OF_PRODUCT,
  },
  {
    name: 'shop_runs',
    label: 'Runs of the Shop',
    model: 'x_tiktok_run',
    views: ['list', 'form'],
    domain: "[('x_shop_id', '=', active_id)]",
    empty: NO_RUNS,
  },
];

/** A button that opens the record which a field of the current one links to. */
export interface OpenerDeclaration {
  readonly name: string;
  readonly label: string;
  readonly modelXid: string;
  readonly field: string;
  readonly target: string;
}

/** The ways between a TikTok order and its sale order. */
export const OPENERS: readonly OpenerDeclaration[] = [
  {
    name: 'open_sale_order',
    label: 'Open sale order',
    modelXid: '__tiktok_shop__.addon_model_x_tiktok_order',
    field: 'x_sale_order_id',
    target: 'sale.order',
  },
  {
    name: 'open_tiktok_order',
    label: 'Open TikTok order',
    modelXid: 'sale.model_sale_order',
    field: 'x_tiktok_order_ref',
    target: 'x_tiktok_order',
  },
];

/** An entry of a menu. */
export interface MenuDeclaration {
  readonly name: string;
  readonly label: string;
  /** Another menu of the addon, or the external id of one of Odoo's; none for an app of its own. */
  readonly parent?: string;
  /** The screen that it opens. */
  readonly window?: string;
  readonly sequence: number;
}

/** All menus, each after its parent. */
export const MENUS: readonly MenuDeclaration[] = [
  { name: 'root', label: 'TikTok Shop', sequence: 31 },
  { name: 'orders', label: 'Orders', parent: 'root', sequence: 10 },
  { name: 'orders_todo', label: 'To do', parent: 'orders', window: 'orders_todo', sequence: 10 },
  { name: 'orders_all', label: 'All orders', parent: 'orders', window: 'orders', sequence: 20 },
  { name: 'products', label: 'Products', parent: 'root', sequence: 20 },
  { name: 'listings', label: 'Listings', parent: 'products', window: 'listings', sequence: 10 },
  {
    name: 'listings_unmatched',
    label: 'Without product',
    parent: 'products',
    window: 'listings_unmatched',
    sequence: 20,
  },
  { name: 'stock', label: 'Stock', parent: 'products', window: 'stock', sequence: 30 },
  { name: 'runs', label: 'Runs', parent: 'root', window: 'runs', sequence: 30 },
  { name: 'configuration', label: 'Configuration', parent: 'root', sequence: 90 },
  { name: 'shops', label: 'Shops', parent: 'configuration', window: 'shops', sequence: 10 },
  { name: 'accounts', label: 'Accounts', parent: 'configuration', window: 'accounts', sequence: 20 },
  { name: 'warehouses', label: 'Warehouses', parent: 'configuration', window: 'warehouses', sequence: 30 },
  { name: 'sale_shops', label: 'TikTok Shops', parent: 'sale.menu_sale_config', window: 'shops', sequence: 60 },
];
