import type { LoadValue } from '../odoo/values.ts';

/** A record that shops need and that the bridge's own user may not make: a product, a carrier, a source. */
export interface RecordDeclaration {
  /** Unique among the addon's records; part of the external id. */
  readonly name: string;
  readonly label: string;
  readonly model: string;
  readonly values: Readonly<Record<string, LoadValue>>;
  /** The field of a new shop that starts with this record. */
  readonly shopField?: string;
  /** Which kind of product it is; its columns differ between versions. */
  readonly product?: 'service' | 'storable';
  /** A record of people's own with the same value here is used instead of a new one. */
  readonly foundBy?: 'default_code' | 'name';
  /** Fields of other models by which it may be in use; then uninstall leaves it. */
  readonly usedBy: readonly (readonly [model: string, field: string])[];
}

const USED_AS_PRODUCT = [
  ['sale.order.line', 'product_id'],
  ['account.move.line', 'product_id'],
  ['stock.move', 'product_id'],
  ['delivery.carrier', 'product_id'],
] as const;

function service(name: string, label: string, reference: string): RecordDeclaration {
  return {
    name: `product_${name}`,
    label,
    model: 'product.product',
    product: 'service',
    shopField: `x_${name}_product_id`,
    values: {
      name: `TikTok ${label.toLowerCase()}`,
      default_code: reference,
      sale_ok: true,
      purchase_ok: false,
      list_price: 0,
      invoice_policy: 'order',
      'taxes_id/id': '',
      'supplier_taxes_id/id': '',
    },
    usedBy: USED_AS_PRODUCT,
  };
}

/**
 * What is made once and then belongs to the people: a change by hand stays, and a later install finds the record again.
 * To add a service for another kind of line, add a row here.
 */
export const RECORDS: readonly RecordDeclaration[] = [
  {
    name: 'utm_source',
    label: 'Source TikTok Shop',
    model: 'utm.source',
    shopField: 'x_source_id',
    values: { name: 'TikTok Shop' },
    usedBy: [
      ['sale.order', 'source_id'],
      ['account.move', 'source_id'],
    ],
  },
  {
    name: 'utm_medium',
    label: 'Medium TikTok Shop',
    model: 'utm.medium',
    values: { name: 'TikTok Shop' },
    usedBy: [
      ['sale.order', 'medium_id'],
      ['account.move', 'medium_id'],
    ],
  },
  service('shipping', 'Shipping', 'TIKTOK-SHIPPING'),
  service('seller_discount', 'Seller discount', 'TIKTOK-SELLER-DISCOUNT'),
  service('platform_discount', 'Platform discount', 'TIKTOK-PLATFORM-DISCOUNT'),
  service('platform_subsidy', 'Platform subsidy', 'TIKTOK-PLATFORM-SUBSIDY'),
  {
    name: 'product_default',
    label: 'Product for unmatched SKUs',
    model: 'product.product',
    product: 'storable',
    shopField: 'x_default_product_id',
    foundBy: 'default_code',
    values: {
      name: 'TikTok unmatched item',
      default_code: 'TIKTOK-DEFAULT',
      sale_ok: true,
      purchase_ok: false,
      list_price: 0,
      'taxes_id/id': '',
      'supplier_taxes_id/id': '',
    },
    usedBy: USED_AS_PRODUCT,
  },
  {
    name: 'carrier',
    label: 'Carrier TikTok Shop',
    model: 'delivery.carrier',
    shopField: 'x_default_carrier_id',
    foundBy: 'name',
    values: {
      name: 'TikTok Shop',
      delivery_type: 'fixed',
      fixed_price: 0,
      'product_id/id': '__tiktok_shop__.addon_product_shipping',
    },
    usedBy: [
      ['sale.order', 'carrier_id'],
      ['stock.picking', 'carrier_id'],
    ],
  },
];
