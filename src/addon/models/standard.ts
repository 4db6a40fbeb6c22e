import type { ExtensionDeclaration } from './field.ts';
import { boolean, char, computed, many2one, related } from './field.ts';

// Odoo 14 shows a related field with the help of the field that it reads, so both have to say the same.
const ORDER_ID_HELP = 'TikTok’s own id of this order.';
const LATE_HELP = 'The goods had left before the order was imported: validate the transfer without sending anything.';

/** The link is stored on the TikTok order only; people who may not see those must still be able to read sale orders. */
const ORDER_OF_SALE = `for record in self:
    record['x_tiktok_order_ref'] = self.env['x_tiktok_order'].sudo().search([('x_sale_order_id', '=', record._origin.id)], limit=1)
`;

/** The fields that the addon adds to models of Odoo's own. */
export const EXTENSIONS: readonly ExtensionDeclaration[] = [
  {
    model: 'sale.order',
    modelXid: 'sale.model_sale_order',
    fields: [
      char('x_tiktok_order_id', 'TikTok order ID', { index: true, help: ORDER_ID_HELP }),
      many2one('x_tiktok_shop_id', 'TikTok shop', 'x_tiktok_shop', { index: true }),
      computed(many2one('x_tiktok_order_ref', 'TikTok order', 'x_tiktok_order'), ORDER_OF_SALE),
      boolean('x_tiktok_late', 'Already shipped before import', { help: LATE_HELP }),
    ],
  },
  {
    model: 'sale.order.line',
    modelXid: 'sale.model_sale_order_line',
    fields: [
      char('x_tiktok_sku_id', 'TikTok SKU ID'),
      char('x_tiktok_item_id', 'TikTok item ID'),
      char('x_tiktok_seller_sku', 'TikTok seller SKU'),
      char('x_tiktok_kind', 'TikTok line kind', {
        help: 'goods, gift, discount, platform_discount, platform_subsidy or shipping.',
      }),
    ],
  },
  {
    model: 'stock.picking',
    modelXid: 'stock.model_stock_picking',
    fields: [
      related(char('x_tiktok_order_id', 'TikTok order ID', { help: ORDER_ID_HELP }), 'sale_id.x_tiktok_order_id'),
      related(boolean('x_tiktok_late', 'Already shipped before import', { help: LATE_HELP }), 'sale_id.x_tiktok_late'),
    ],
  },
  {
    model: 'res.partner',
    modelXid: 'base.model_res_partner',
    fields: [
      char('x_tiktok_buyer_id', 'TikTok buyer ID', { index: true, help: 'TikTok’s own id of this buyer.' }),
      many2one('x_tiktok_shop_id', 'TikTok shop', 'x_tiktok_shop', { help: 'The shop in which this buyer bought.' }),
    ],
  },
];
