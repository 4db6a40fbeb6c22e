import type { ModelDeclaration } from './field.ts';
import { char, many2one, related } from './field.ts';
import { COMPANY_HELP } from './shop.ts';

/** A warehouse of a shop as TikTok lists it, and the warehouse of Odoo whose goods it offers. */
export const WAREHOUSE: ModelDeclaration = {
  model: 'x_tiktok_warehouse',
  label: 'TikTok Warehouse',
  order: 'x_shop_id, x_type desc, x_name, id',
  chatter: false,
  fields: [
    char('x_name', 'Name', { help: 'The name that it has in the Seller Centre.' }),
    many2one('x_shop_id', 'Shop', 'x_tiktok_shop', { index: true }),
    char('x_tiktok_id', 'Warehouse ID', { index: true, help: 'TikTok’s own id of this warehouse.' }),
    char('x_type', 'Type', {
      help: 'TikTok’s word: goods are sold from a SALES_WAREHOUSE and come back to a RETURN_WAREHOUSE.',
    }),
    char('x_status', 'Status', {
      help: 'TikTok’s word: ENABLED, DISABLED or RESTRICTED. GONE: TikTok does not list it any more.',
    }),
    many2one('x_warehouse_id', 'Warehouse', 'stock.warehouse', {
      help: 'The warehouse of Odoo whose free stock is offered here. Empty: nothing is offered here.',
    }),
    many2one('x_location_id', 'Location', 'stock.location', {
      help: 'Counts only what lies here or below. Empty: the shop’s stock location, or the whole warehouse.',
    }),
    related(many2one('x_company_id', 'Company', 'res.company', { help: COMPANY_HELP }), 'x_shop_id.x_company_id'),
  ],
};
