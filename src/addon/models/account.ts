import type { ModelDeclaration } from './field.ts';
import { boolean, char, datetime, one2many, selection, text } from './field.ts';

/** A TikTok seller account that gave the bridge access: one authorisation, one or several shops. */
export const ACCOUNT: ModelDeclaration = {
  model: 'x_tiktok_account',
  label: 'TikTok Account',
  order: 'x_name, id',
  chatter: false,
  fields: [
    char('x_name', 'Name'),
    char('x_app', 'App', {
      help: 'Section of the bridge’s settings file (.odoorc) that holds the key and secret of the TikTok app. The secret itself is never stored in Odoo.',
    }),
    char('x_open_id', 'Open ID', { index: true, help: 'TikTok’s own id of this authorisation.' }),
    char('x_seller_name', 'Seller', { help: 'Name of the seller as TikTok knows it.' }),
    char('x_region', 'Region', { help: 'Region in which the seller is registered, for example US or GB.' }),
    selection(
      'x_state',
      'Authorisation',
      [
        ['linked', 'Linked'],
        ['expiring', 'Expires soon'],
        ['expired', 'Expired'],
        ['revoked', 'Revoked'],
      ],
      {
        initial: 'linked',
        help: 'Linked: the bridge has access. Expired or revoked: the seller must link the account again (tiktok-odoo auth link); until then its shops pause and nothing is lost.',
      },
    ),
    text('x_scopes', 'Permissions', { help: 'What the seller allowed the app to do, as TikTok lists it.' }),
    datetime('x_access_expires', 'Access until', { help: 'The bridge renews this by itself.' }),
    datetime('x_refresh_expires', 'Link again before', {
      help: 'After this moment the bridge cannot renew its access: the seller has to link the account again.',
    }),
    text('x_message', 'Message', { help: 'What is wrong with this authorisation, and what to do.' }),
    boolean('x_active', 'Active', { initial: true, help: 'Archived accounts are left alone by the bridge.' }),
    one2many('x_shop_ids', 'Shops', 'x_tiktok_shop', 'x_account_id'),
  ],
};
