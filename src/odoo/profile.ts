import type { OdooContext, TransportKind } from './transport/types.ts';
import type { LoadValue } from './values.ts';

/** What differs between the versions of Odoo: names of fields, values, and words that choose between procedures. */
export interface OdooProfile {
  readonly major: number;
  readonly transports: readonly TransportKind[];
  /** Whether JSON-RPC tells the reason of an error only in requests that are tied to a database. */
  readonly tiedToDatabase: boolean;
  readonly saleOrderLine: {
    readonly taxes: 'tax_id' | 'tax_ids';
    readonly uom: 'product_uom' | 'product_uom_id';
    /** Whether a line has to name its unit; later versions take the product's by themselves, at no cost. */
    readonly needsUom: boolean;
    /** Whether a change of quantity on a confirmed order takes the price from the pricelist again. */
    readonly reprices: boolean;
    /** Whether the field `technical_price_unit` exists, which has to be 0 for a price to stay. */
    readonly technicalPriceUnit: boolean;
  };
  readonly stockMove: { readonly done: 'quantity_done' | 'quantity'; readonly picked: boolean };
  /** What a line of a transfer holds of its stock, in the product's own unit. */
  readonly moveLineReserved: 'product_qty' | 'reserved_qty' | 'quantity_product_uom';
  /** What a line of a transfer that is done has moved. */
  readonly moveLineDone: 'qty_done' | 'quantity_product_uom';
  /** How units of measure belong together: in categories, or each below the one that it is a multiple of. */
  readonly units: 'categories' | 'tree';
  /** The method that adds numbers of records up by groups. */
  readonly groupedRead: 'read_group' | 'formatted_read_group';
  /** Whether `search_read` can be told to give links as numbers, without names. */
  readonly leanSearchRead: boolean;
  /** Columns that make a product one whose stock is counted. */
  readonly storableProduct: Readonly<Record<string, LoadValue>>;
  /** The method of pricelists that prices several products: by lists of quantities and partners, or by one quantity. */
  readonly pricelistPrices: 'get_products_price' | '_get_products_price';
  readonly userGroups: 'groups_id' | 'group_ids';
  readonly groupUsers: 'users' | 'user_ids';
  /** The word for list views and list view modes. */
  readonly listView: 'tree' | 'list';
  /** Whether views say when something is hidden or read-only by domains in `attrs`, or by expressions. */
  readonly viewConditions: 'attrs' | 'expressions';
  /** Whether messages and activities of a form are three fields in a box, or one element. */
  readonly chatter: 'fields' | 'element';
  /** Whether groups of users may stand under a privilege of an application, which can be made over RPC. */
  readonly groupPrivileges: boolean;
  /** Context with which `action_cancel` cancels instead of returning a wizard. */
  readonly cancelContext: OdooContext;
  /** How a locked sale order is told: by `state` = `done`, or by the field `locked`. */
  readonly lockedState: 'state' | 'field';
  /** The addon that makes deliveries of a carrier's orders. */
  readonly deliveryModule: 'delivery' | 'stock_delivery';
  /** How a right is asked for: by `check_access_rights`, or by `has_access`, which replaces it. */
  readonly accessCheck: 'check_access_rights' | 'has_access';
  readonly paymentMemo: 'ref' | 'memo';
  /** How the type of an account is told. */
  readonly accountType: 'user_type_id' | 'account_type';
  /** Where a payment journal names its outstanding account. */
  readonly outstandingAccount: 'journal' | 'payment_method_line';
}

const BEFORE_JSON2: readonly TransportKind[] = ['jsonrpc', 'xmlrpc'];

/** Odoo 14. */
export const PROFILE_14: OdooProfile = {
  major: 14,
  transports: BEFORE_JSON2,
  tiedToDatabase: true,
  saleOrderLine: { taxes: 'tax_id', uom: 'product_uom', needsUom: true, reprices: false, technicalPriceUnit: false },
  stockMove: { done: 'quantity_done', picked: false },
  moveLineReserved: 'product_qty',
  moveLineDone: 'qty_done',
  units: 'categories',
  groupedRead: 'read_group',
  leanSearchRead: false,
  storableProduct: { type: 'product' },
  pricelistPrices: 'get_products_price',
  userGroups: 'groups_id',
  groupUsers: 'users',
  listView: 'tree',
  viewConditions: 'attrs',
  chatter: 'fields',
  groupPrivileges: false,
  cancelContext: { disable_cancel_warning: true },
  lockedState: 'state',
  deliveryModule: 'delivery',
  accessCheck: 'check_access_rights',
  paymentMemo: 'ref',
  accountType: 'user_type_id',
  outstandingAccount: 'journal',
};

/** Odoo 15. */
export const PROFILE_15: OdooProfile = {
  ...PROFILE_14,
  major: 15,
  storableProduct: { detailed_type: 'product' },
  outstandingAccount: 'payment_method_line',
};

/** Odoo 16. */
export const PROFILE_16: OdooProfile = {
  ...PROFILE_15,
  major: 16,
  tiedToDatabase: false,
  pricelistPrices: '_get_products_price',
  saleOrderLine: { ...PROFILE_15.saleOrderLine, needsUom: false, reprices: true },
  moveLineReserved: 'reserved_qty',
  leanSearchRead: true,
  accountType: 'account_type',
};

/** Odoo 17. */
export const PROFILE_17: OdooProfile = {
  ...PROFILE_16,
  major: 17,
  stockMove: { done: 'quantity', picked: true },
  moveLineReserved: 'quantity_product_uom',
  moveLineDone: 'quantity_product_uom',
  viewConditions: 'expressions',
  lockedState: 'field',
  deliveryModule: 'stock_delivery',
};

/** Odoo 18. */
export const PROFILE_18: OdooProfile = {
  ...PROFILE_17,
  major: 18,
  saleOrderLine: { ...PROFILE_17.saleOrderLine, technicalPriceUnit: true },
  storableProduct: { type: 'consu', is_storable: true },
  listView: 'list',
  chatter: 'element',
  accessCheck: 'has_access',
  paymentMemo: 'memo',
};

/** Odoo 19. */
export const PROFILE_19: OdooProfile = {
  ...PROFILE_18,
  major: 19,
  transports: ['json2', 'jsonrpc', 'xmlrpc'],
  saleOrderLine: { ...PROFILE_18.saleOrderLine, taxes: 'tax_ids', uom: 'product_uom_id' },
  units: 'tree',
  groupedRead: 'formatted_read_group',
  userGroups: 'group_ids',
  groupUsers: 'user_ids',
  cancelContext: {},
  groupPrivileges: true,
};

/** The profiles of all versions that the bridge knows, by their major number. */
export const PROFILES: Readonly<Record<number, OdooProfile>> = {
  14: PROFILE_14,
  15: PROFILE_15,
  16: PROFILE_16,
  17: PROFILE_17,
  18: PROFILE_18,
  19: PROFILE_19,
};
