import type { OdooClient } from '../odoo/client.ts';
import { QUIET } from '../odoo/loader.ts';
import { defaultXid } from './layers/models.ts';
import { OWN_MODELS } from './models/all.ts';
import type { FieldDeclaration } from './models/field.ts';
import { addonXid } from './piece.ts';
import type { Change } from './plan.ts';

/** Records at a time. */
const PAGE = 1000;

/**
 * Gives records that exist what new ones start with, in fields that an upgrade has just added: Odoo leaves those empty, and
 * an empty switch would be off. Has to run before the default of the field is written, which stands for this being done.
 *
 * Reaches the records that the user sees: those of the companies that he works in.
 *
 * @returns How many values were written.
 */
export async function fillStart(client: OdooClient, changes: readonly Change[]): Promise<number> {
  const isUpgrade = changes.some(({ piece, differences }) => piece.externalId === addonXid('version') && differences);
  // a default that somebody took away is written again as well, but then the field may hold what people chose
  if (!isUpgrade) return 0;
  const missing = new Set(changes.filter(({ differences }) => !differences).map(({ piece }) => piece.externalId));
  const quiet = client.withContext({ ...QUIET, active_test: false });
  let filled = 0;
  for (const { model, fields } of OWN_MODELS) {
    // a model that nobody may read yet is new and has no records
    if (missing.has(addonXid('access', model, 'user'))) continue;
    const added = fields.filter(({ name, initial }) => Boolean(initial) && missing.has(defaultXid(model, name)));
    for (const field of added) filled += await fillField(quiet, model, field);
  }
  return filled;
}

async function fillField(client: OdooClient, model: string, { name, initial }: FieldDeclaration): Promise<number> {
  let filled = 0;
  for (;;) {
    const ids = await client.search(model, [[name, '=', false]], { limit: PAGE });
    if (ids.length > 0) await client.write(model, ids, { [name]: initial });
    filled += ids.length;
    if (ids.length < PAGE) return filled;
  }
}
