import { StateError } from '../core/errors.ts';
import { readFileIfAny, writeFileAtomically } from '../core/files.ts';
import { generateShop } from './generate/shop.ts';
import { makeShop } from './makeWorld.ts';
import type { SandboxOptions, SandboxSettings, ShopOptions } from './options.ts';
import { SANDBOX_APP } from './options.ts';
import type { Authorisation, AuthCode, StoredOrder, World } from './world.ts';

/** Number of the file's form; another one cannot be read. */
const FORM = 1;

interface SavedShop {
  readonly options: ShopOptions;
  readonly onHoldFlow: boolean;
  readonly shownRegion?: string;
  readonly isActive: boolean;
  readonly nextSequence: number;
  readonly orders: readonly StoredOrder[];
}

interface SavedWorld {
  readonly form: number;
  readonly seed: string;
  readonly shops: readonly SavedShop[];
  readonly authorisations: Authorisation[];
  readonly codes: AuthCode[];
  readonly settings: SandboxSettings;
  readonly clockOffset: number;
  readonly issued: number;
}

/**
 * Writes a world to a file; apps and their secrets are left out.
 *
 * @throws StateError when the file cannot be written.
 */
export async function saveWorld(world: World, path: string): Promise<void> {
  const { seed, authorisations, codes, settings, clockOffset, issued } = world;
  const shops = world.shops.map(({ options, onHoldFlow, shownRegion, isActive, nextSequence, orders }) => ({
    options,
    onHoldFlow,
    shownRegion,
    isActive,
    nextSequence,
    orders: [...orders.values()],
  }));
  const saved: SavedWorld = { form: FORM, seed, shops, authorisations, codes, settings, clockOffset, issued };
  await writeFileAtomically(path, JSON.stringify(saved));
}

/**
 * Reads a world back; undefined when there is no file.
 *
 * @param options - Where apps and changed settings come from.
 * @throws StateError when the file is not one of the sandbox.
 */
export async function loadWorld(path: string, options: SandboxOptions): Promise<World | undefined> {
  const text = await readFileIfAny(path);
  if (text === undefined) return undefined;
  const saved = parseSaved(text, path);
  return {
    ...saved,
    apps: options.apps ?? [SANDBOX_APP],
    settings: { ...saved.settings, ...options.settings },
    shops: saved.shops.map((shop, index) => {
      // catalogue and ids follow from seed and options; orders have changed and come from the file
      const source = { seed: saved.seed, index, options: { ...shop.options, orders: 0 }, now: 0 };
      const made = makeShop(index, shop.options, generateShop(source), shop.orders);
      const { onHoldFlow, shownRegion = shop.options.region, isActive, nextSequence } = shop;
      return Object.assign(made, { onHoldFlow, shownRegion, isActive, nextSequence });
    }),
  };
}

function parseSaved(text: string, path: string): SavedWorld {
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch (cause) {
    throw wrongFile(path, cause);
  }
  if (saved === null || typeof saved !== 'object' || (saved as { form?: unknown }).form !== FORM) throw wrongFile(path);
  return saved as SavedWorld;
}

function wrongFile(path: string, cause?: unknown): StateError {
  return new StateError(`The file ${path} does not hold the state of a sandbox of this version.`, {
    cause,
    remedy: 'Remove it or name another one.',
  });
}
