/** The two groups: people who work with TikTok's orders, and the user that the bridge itself logs in as. */
export type GroupName = 'user' | 'bridge';

/** A group of users. */
export interface GroupDeclaration {
  readonly name: GroupName;
  readonly label: string;
  readonly comment: string;
  /** Another group of the addon whose rights this one has too. */
  readonly implies?: GroupName;
}

/** The groups, each after those that it implies. */
export const GROUPS: readonly GroupDeclaration[] = [
  {
    name: 'user',
    label: 'User',
    comment:
      'Sees TikTok orders, listings and shops and changes their settings. Makes and deletes none of them: that is up to the bridge.',
  },
  {
    name: 'bridge',
    label: 'Bridge',
    comment: 'For the user that the TikTok Shop bridge logs in as. Give it to nobody else.',
    implies: 'user',
  },
];

/** What somebody may do with the records of a model. */
export type Right = 'create' | 'read' | 'unlink' | 'write';

/** What a group may do with a model of the addon. */
export interface AccessDeclaration {
  readonly model: string;
  /** A group of the addon, or the external id of another one. */
  readonly group: GroupName | 'base.group_system';
  readonly rights: readonly Right[];
}

/**
 * All access rights. Nobody but the bridge makes records that stand for TikTok's things, and nobody deletes shops,
 * accounts, warehouses and orders: the bridge's memory of what was once imported is there. Old runs and vanished listings it may
 * clear away.
 */
export const ACCESS: readonly AccessDeclaration[] = [
  { model: 'x_tiktok_addon', group: 'user', rights: ['read'] },
  { model: 'x_tiktok_addon', group: 'base.group_system', rights: ['read', 'write', 'create', 'unlink'] },
  { model: 'x_tiktok_account', group: 'user', rights: ['read', 'write'] },
  { model: 'x_tiktok_account', group: 'bridge', rights: ['read', 'write', 'create'] },
  { model: 'x_tiktok_shop', group: 'user', rights: ['read', 'write'] },
  { model: 'x_tiktok_shop', group: 'bridge', rights: ['read', 'write', 'create'] },
  { model: 'x_tiktok_warehouse', group: 'user', rights: ['read', 'write'] },
  { model: 'x_tiktok_warehouse', group: 'bridge', rights: ['read', 'write', 'create'] },
  { model: 'x_tiktok_order', group: 'user', rights: ['read', 'write'] },
  { model: 'x_tiktok_order', group: 'bridge', rights: ['read', 'write', 'create'] },
  { model: 'x_tiktok_listing', group: 'user', rights: ['read', 'write'] },
  { model: 'x_tiktok_listing', group: 'bridge', rights: ['read', 'write', 'create', 'unlink'] },
  { model: 'x_tiktok_run', group: 'user', rights: ['read'] },
  { model: 'x_tiktok_run', group: 'bridge', rights: ['read', 'write', 'create', 'unlink'] },
];

/** Which records of a model somebody sees at all: a domain over `company_ids`, the companies that the user works in. */
export interface RuleDeclaration {
  readonly model: string;
  readonly label: string;
  readonly domain: string;
}

function ofShopInMyCompanies(path: string): string {
  return `['|', '|', ('${path}', '=', False), ('${path}.x_company_id', '=', False), ('${path}.x_company_id', 'in', company_ids)]`;
}

/** Records of a shop are for those who work in the shop's company. */
export const RULES: readonly RuleDeclaration[] = [
  {
    model: 'x_tiktok_shop',
    label: 'TikTok shops of my companies',
    domain: "['|', ('x_company_id', '=', False), ('x_company_id', 'in', company_ids)]",
  },
  {
    model: 'x_tiktok_warehouse',
    label: 'TikTok warehouses of my companies',
    domain: ofShopInMyCompanies('x_shop_id'),
  },
  { model: 'x_tiktok_order', label: 'TikTok orders of my companies', domain: ofShopInMyCompanies('x_shop_id') },
  { model: 'x_tiktok_listing', label: 'TikTok listings of my companies', domain: ofShopInMyCompanies('x_shop_id') },
  { model: 'x_tiktok_run', label: 'TikTok runs of my companies', domain: ofShopInMyCompanies('x_shop_id') },
];

/**
 * Groups of Odoo's own that the bridge's user needs for orders and invoices, as external ids with the names that
 * Odoo's screens show (reference: least privilege, seen on 14 and 19).
 */
export const BRIDGE_USER_GROUPS: Readonly<Record<string, string>> = {
  'sales_team.group_sale_salesman_all_leads': 'Sales / User: All Documents',
  'stock.group_stock_user': 'Inventory / User',
  'account.group_account_invoice': 'Invoicing / Billing',
  'base.group_partner_manager': 'Contact Creation',
};
