/** Rights on one model, in Odoo's words. */
export interface ModelNeed {
  readonly model: string;
  readonly operations: readonly ('read' | 'write' | 'create' | 'unlink')[];
}

/** Every right that the syncs use; the bridge's own user is checked for all of them when a shop is enabled. */
export const SYNC_NEEDS: readonly ModelNeed[] = [
  { model: 'res.partner', operations: ['read', 'create', 'write'] },
  { model: 'sale.order', operations: ['read', 'create', 'write'] },
  { model: 'sale.order.line', operations: ['read', 'create', 'write'] },
  { model: 'stock.picking', operations: ['read', 'create', 'write'] },
  { model: 'stock.move', operations: ['read', 'create', 'write'] },
  { model: 'stock.warehouse', operations: ['read'] },
  { model: 'stock.location', operations: ['read'] },
  { model: 'stock.quant', operations: ['read'] },
  { model: 'product.product', operations: ['read'] },
  { model: 'product.pricelist', operations: ['read'] },
  { model: 'account.tax', operations: ['read'] },
  { model: 'account.fiscal.position', operations: ['read'] },
  { model: 'account.journal', operations: ['read'] },
  { model: 'delivery.carrier', operations: ['read'] },
  { model: 'x_tiktok_account', operations: ['read', 'write', 'create'] },
  { model: 'x_tiktok_shop', operations: ['read', 'write', 'create'] },
  { model: 'x_tiktok_warehouse', operations: ['read', 'write', 'create'] },
  { model: 'x_tiktok_order', operations: ['read', 'write', 'create'] },
  { model: 'x_tiktok_listing', operations: ['read', 'write', 'create'] },
  { model: 'x_tiktok_run', operations: ['read', 'write', 'create'] },
];
