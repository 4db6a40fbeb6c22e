import type { OdooClient } from '../../src/odoo/client.ts';

/** Invoices a sale order and posts the invoice, as a person does with the wizard. @returns Database id of the invoice. */
export async function invoiceOrder(admin: OdooClient, saleOrderId: number): Promise<number> {
  const context = { active_model: 'sale.order', active_ids: [saleOrderId], active_id: saleOrderId };
  const wizard = admin.withContext(context);
  const [id] = await wizard.create('sale.advance.payment.inv', [{ advance_payment_method: 'delivered' }]);
  await wizard.call({ model: 'sale.advance.payment.inv', method: 'create_invoices', ids: [id ?? 0] });
  const [order] = await admin.read('sale.order', [saleOrderId], ['invoice_ids']);
  const [invoiceId] = order?.['invoice_ids'] as number[];
  await admin.call({ model: 'account.move', method: 'action_post', ids: [invoiceId ?? 0] });
  return invoiceId ?? 0;
}
