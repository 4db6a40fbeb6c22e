import type { ModelDeclaration } from './field.ts';
import { char } from './field.ts';

/**
 * What is installed: one record with the addon's version, where the bridge's own user can read it. (Odoo's system
 * parameters are hidden from that user from 19 on.)
 */
export const INFO: ModelDeclaration = {
  model: 'x_tiktok_addon',
  label: 'TikTok Shop Addon',
  order: 'id',
  chatter: false,
  fields: [char('x_name', 'Name'), char('x_version', 'Version')],
};
