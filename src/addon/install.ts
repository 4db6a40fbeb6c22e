import type { OdooClient } from '../odoo/client.ts';
import { OdooAddonError } from '../odoo/errors.ts';
import { fillStart } from './fillStart.ts';
import { admitInstaller, equipBridgeUser } from './groups.ts';
import type { InstallPlan } from './plan.ts';
import { planInstall } from './plan.ts';
import { refillIds } from './refill.ts';
import { removeTargets } from './remove.ts';
import { verifyInstaller } from './requirements.ts';
import { writeChanges } from './write.ts';

/** What an install may be told. */
export interface InstallOptions {
  /** Login of the Odoo user that the bridge works as; it gets the groups that it needs. */
  readonly bridgeUserLogin?: string | undefined;
  /** Called with one sentence before and after each step. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** What an install or upgrade did. */
export interface InstallOutcome {
  /** The difference that was found, one line each. */
  readonly lines: readonly string[];
  /** Sale orders, lines and contacts whose TikTok ids were filled again. */
  readonly refilled: number;
  /** Groups that the bridge's user did not have. */
  readonly granted: readonly string[];
  /** What a person has to look at. */
  readonly notes: readonly string[];
  /** Whether nothing at all was written. */
  readonly isUnchanged: boolean;
}

/**
 * Installs the addon, or brings what is there to the declared state. Running it again writes nothing.
 *
 * @throws OdooVersionError when an app of Odoo is missing; nothing was written.
 * @throws OdooAccessError when the user may not install; nothing was written.
 * @throws OdooMissingError when there is no user with the bridge's login; the addon is installed then.
 * @throws OdooValidationError when Odoo refuses a piece; running again goes on there.
 */
export async function install(client: OdooClient, options: InstallOptions = {}): Promise<InstallOutcome> {
  await verifyInstaller(client);
  return apply(client, await planInstall(client), options);
}

/**
 * Brings an installed addon to the declared state.
 *
 * @throws OdooAddonError when the addon is not installed; otherwise as {@link install}.
 */
export async function upgrade(client: OdooClient, options: InstallOptions = {}): Promise<InstallOutcome> {
  await verifyInstaller(client);
  const plan = await planInstall(client);
  if (!isThere(plan)) {
    throw new OdooAddonError('The addon of the bridge is not installed in this database.', {
      remedy: 'Run "tiktok-odoo install".',
    });
  }
  for (const line of plan.lines) options.onProgress?.(line);
  return apply(client, plan, options);
}

function isThere({ known }: InstallPlan): boolean {
  return [...known.values()].some(({ model }) => model === 'ir.model.fields');
}

/** Fields have to be there before records can be filled, and records filled before defaults say that they are. */
function splitAtDefaults(changes: InstallPlan['changes']): Record<'models' | 'rest', InstallPlan['changes']> {
  const at = changes.findIndex(({ layer }) => layer.model === 'ir.default');
  return at < 0 ? { models: changes, rest: [] } : { models: changes.slice(0, at), rest: changes.slice(at) };
}

const NO_BRIDGE_USER = { granted: [], notes: [] } as const;

async function apply(client: OdooClient, plan: InstallPlan, options: InstallOptions): Promise<InstallOutcome> {
  const say = options.onProgress ?? ((): void => undefined);
  const write = (changes: InstallPlan['changes']): Promise<void> =>
    writeChanges(client, changes, plan.known, (model, count) => {
      say(`${count} × ${model} written`);
    });
  const { models, rest } = splitAtDefaults(plan.changes);
  await write(models);
  const admitted = await admitInstaller(client);
  const filled = await fillStart(client, plan.changes);
  if (filled > 0) say(`${filled} settings of records that exist start like those of new ones`);
  await write(rest);
  await removeTargets(client, plan.leftovers);
  const refilled = await refillIds(client);
  if (refilled > 0) say(`TikTok ids of ${refilled} records of an earlier install filled again`);
  const bridge = options.bridgeUserLogin ? await equipBridgeUser(client, options.bridgeUserLogin) : NO_BRIDGE_USER;
  for (const group of bridge.granted) say(`the bridge's user is now in ${group}`);
  const isUnchanged = plan.lines.length === 0 && refilled === 0 && bridge.granted.length === 0 && !admitted;
  return { lines: plan.lines, refilled, ...bridge, isUnchanged };
}
