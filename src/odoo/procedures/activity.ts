import { z } from 'zod';
import type { OdooClient } from '../client.ts';
import { shaped } from '../shapes.ts';

/** A task for a person, shown on the record and in that person's list. */
export interface ActivityText {
  /** One line; records that have an open activity with the same one get no second. */
  readonly summary: string;
  readonly note: string;
  /** Who shall do it; the bridge's own user when absent. */
  readonly userId?: number | undefined;
}

/** Which records got an activity. */
export interface ActivityOutcome {
  readonly scheduled: readonly number[];
  /** Had an open activity of the same summary. */
  readonly already: readonly number[];
}

const ActivityRow = z.object({ res_id: z.number() });

/**
 * Schedules a to-do on records of a model that has activities. Safe to repeat: two calls, the first a read.
 *
 * @throws OdooValidationError on 14 when the user has no e-mail address.
 * @throws OdooAccessError when the user may not write the records.
 */
export async function scheduleActivity(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  text: ActivityText,
): Promise<ActivityOutcome> {
  if (ids.length === 0) return { scheduled: [], already: [] };
  const rows = await client.searchRead(
    'mail.activity',
    [
      ['res_model', '=', model],
      ['res_id', 'in', ids],
      ['summary', '=', text.summary],
    ],
    ['res_id'],
  );
  const open = new Set(
    shaped(z.array(ActivityRow), rows, { model: 'mail.activity', method: 'search_read' }).map(({ res_id }) => res_id),
  );
  const todo = ids.filter((id) => !open.has(id));
  if (todo.length > 0) {
    await client.call({
      model,
      method: 'activity_schedule',
      ids: todo,
      args: {
        act_type_xmlid: 'mail.mail_activity_data_todo',
        summary: text.summary,
        note: text.note,
        user_id: text.userId ?? (await client.uid()),
      },
    });
  }
  return { scheduled: todo, already: ids.filter((id) => open.has(id)) };
}
