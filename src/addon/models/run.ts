import type { ModelDeclaration } from './field.ts';
import { char, datetime, integer, many2one, selection, text } from './field.ts';

/** What one sync did. */
export const RUN: ModelDeclaration = {
  model: 'x_tiktok_run',
  label: 'TikTok Run',
  order: 'x_started desc, id desc',
  chatter: false,
  fields: [
    char('x_name', 'Run'),
    char('x_job', 'Job', { index: true, help: 'What was synced: orders, catalogue, …' }),
    many2one('x_shop_id', 'Shop', 'x_tiktok_shop', { index: true }),
    datetime('x_started', 'Started', { index: true }),
    datetime('x_ended', 'Ended'),
    selection('x_state', 'Result', [
      ['done', 'Done'],
      ['partial', 'Done with problems'],
      ['failed', 'Failed'],
    ]),
    integer('x_read', 'Read'),
    integer('x_created', 'Created'),
    integer('x_updated', 'Updated'),
    integer('x_cancelled', 'Cancelled'),
    integer('x_waiting', 'Waiting'),
    integer('x_blocked', 'Blocked'),
    integer('x_skipped', 'Skipped'),
    integer('x_failed', 'Failed'),
    text('x_message', 'Message'),
  ],
};
