import type { OdooClient } from '../odoo/client.ts';
import { MODULE } from '../odoo/values.ts';
import { OWN_MODEL_NAMES } from './layers/models.ts';
import type { MadeRecord } from './masterData.ts';
import { readMadeRecords, removeMadeRecords } from './masterData.ts';
import { ADDON_PREFIX } from './piece.ts';
import type { Target } from './references.ts';
import { readInstalled } from './references.ts';
import { removeTargets } from './remove.ts';
import { verifyAdministrator } from './requirements.ts';
import { findStrays } from './strays.ts';

/** What an uninstall would do. */
export interface UninstallPlan {
  /** What it removes and what it leaves, one line each; empty when nothing of the addon is there. */
  readonly lines: readonly string[];
}

/** What an uninstall did. */
export interface UninstallOutcome extends UninstallPlan {
  /** How many records of Odoo were removed; the addon's own orders, shops and so on go with their models. */
  readonly removed: number;
}

/** External ids at a time; deleting is quick, but one call must not take minutes. */
const PAGE = 2000;

const OWN_RECORDS: readonly (readonly [model: string, label: string])[] = [
  ['x_tiktok_account', 'accounts'],
  ['x_tiktok_shop', 'shops with their settings'],
  ['x_tiktok_warehouse', 'TikTok warehouses'],
  ['x_tiktok_order', 'TikTok orders'],
  ['x_tiktok_listing', 'listings'],
  ['x_tiktok_run', 'runs'],
];

const KEPT_RECORDS: readonly (readonly [model: string, label: string])[] = [
  ['sale.order', 'sale orders'],
  ['res.partner', 'contacts and addresses'],
];

/**
 * Says what an uninstall removes and what it leaves. Writes nothing.
 *
 * @throws OdooAccessError when the user is no administrator.
 */
export async function planUninstall(client: OdooClient): Promise<UninstallPlan> {
  await verifyAdministrator(client);
  const installed = await readInstalled(client);
  return { lines: await describe(client, installed, await readMadeRecords(client, installed)) };
}

/**
 * Removes exactly what install put there, and the records of the addon's own models with it. Sale orders, contacts and
 * their external ids stay, and so do products and carriers that are in use: a later install finds them again.
 *
 * @throws OdooAccessError when the user is no administrator; nothing was removed.
 * @throws OdooValidationError when something made by hand stands in the way; running again goes on there.
 */
export async function uninstall(
  client: OdooClient,
  onProgress: (line: string) => void = () => undefined,
): Promise<UninstallOutcome> {
  await verifyAdministrator(client);
  const installed = await readInstalled(client);
  const made = await readMadeRecords(client, installed);
  const lines = await describe(client, installed, made);
  let removed = 0;
  const count = (model: string, records: number): void => {
    removed += records;
    onProgress(`${records} × ${model} removed`);
  };
  await removeTargets(client, [...installed.values(), ...(await findStrays(client))], count);
  const records = await removeMadeRecords(client, made);
  if (records.removed > 0) count('products, carriers and sources', records.removed);
  await forget(client, records.kept);
  return { removed, lines };
}

async function describe(
  client: OdooClient,
  installed: ReadonlyMap<string, Target>,
  made: readonly MadeRecord[],
): Promise<string[]> {
  const parts = [...installed].filter(([xid]) => !isMade(xid, made));
  const leaving = made.filter(({ stays }) => stays === undefined);
  if (parts.length + leaving.length === 0) return [];
  const lines = [`remove the addon's ${parts.length} models, fields, views, menus, rights and groups`];
  for (const [model, label] of OWN_RECORDS) {
    const records = await countTied(client, model);
    if (records > 0) lines.push(`remove ${label}: ${records}`);
  }
  for (const [model, label] of KEPT_RECORDS) {
    const records = await countTied(client, model);
    if (records > 0) lines.push(`keep ${label} with their external ids: ${records}`);
  }
  for (const { label, stays } of made) lines.push(stays ? `keep ${label}: ${stays}` : `remove ${label}`);
  return lines;
}

/** A product brings an external id of its template along. */
function isMade(externalId: string, made: readonly MadeRecord[]): boolean {
  return made.some((record) => externalId.replace(/_product_template$/, '') === record.externalId);
}

/** Records of a model that carry an external id of the bridge. */
async function countTied(client: OdooClient, model: string): Promise<number> {
  return client.searchCount('ir.model.data', [
    ['module', '=', MODULE],
    ['model', '=', model],
    '!',
    ['name', '=like', ADDON_NAMES],
  ]);
}

const ADDON_NAMES = `${ADDON_PREFIX.replace('_', '\\_')}%`;

/** Removes the external ids that Odoo did not remove along with their records. */
async function forget(client: OdooClient, keptXids: readonly string[]): Promise<void> {
  const kept = keptXids.map((xid) => xid.slice(MODULE.length + 1));
  for (;;) {
    const ids = await client.search(
      'ir.model.data',
      [
        ['module', '=', MODULE],
        ['name', 'not in', [...kept, ...kept.map((name) => `${name}_product_template`)]],
        '|',
        ['name', '=like', ADDON_NAMES],
        ['model', 'in', [...OWN_MODEL_NAMES]],
      ],
      { limit: PAGE },
    );
    if (ids.length === 0) return;
    await client.unlink('ir.model.data', ids);
  }
}
