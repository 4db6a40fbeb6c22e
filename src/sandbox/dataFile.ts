import { StateError } from '../core/errors.ts';
import { readFileIfAny, writeFileAtomically } from '../core/files.ts';
import { generateShop } from './generate/shop.ts';
import { putProduct, type Product, type SalesWarehouse } from './goods.ts';
import { makeShop } from './makeWorld.ts';
import type { SandboxOptions, SandboxSettings, ShopOptions } from './options.ts';
import { DEFAULT_SETTINGS, SANDBOX_APP } from './options.ts';
import { countCommitted } from './stock.ts';
import type { Authorisation, AuthCode, SandboxShop, StoredOrder, World } from './world.ts';

/** Number of the file's form; another one cannot be read. */
const FORM = 1;

interface SavedShop {
  readonly options: ShopOptions;
  readonly onHoldFlow: boolean;
  readonly shownRegion?: string;
  readonly isActive: boolean;
  readonly nextSequence: number;
  readonly orders: readonly StoredOrder[];
  /** Products that are not as the seed makes them. */
  readonly products?: readonly Product[];
  readonly warehouses?: readonly SalesWarehouse[];
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
  const shops = world.shops.map(toSavedShop);
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
    settings: { ...DEFAULT_SETTINGS, ...saved.settings, ...options.settings },
    shops: saved.shops.map((shop, index) => remakeShop(saved.seed, index, shop)),
  };
}

function toSavedShop(shop: SandboxShop): SavedShop {
  const { options, onHoldFlow, shownRegion, isActive, nextSequence, orders, goods, warehouses } = shop;
  const products = [...goods.products.values()].filter(({ id }) => goods.changed.has(id));
  const switches = { onHoldFlow, shownRegion, isActive, nextSequence };
  return { options, ...switches, orders: [...orders.values()], products, warehouses };
}

/** Ids and most products follow from seed and options; the rest has changed and comes from the file. */
function remakeShop(seed: string, index: number, saved: SavedShop): SandboxShop {
  const { options, orders, onHoldFlow, shownRegion = options.region, isActive, nextSequence } = saved;
  const source = { seed, index, options: { ...options, orders: 0 }, now: 0 };
  const made = makeShop(index, options, generateShop(source), orders);
  for (const product of saved.products ?? []) {
    putProduct(made.goods, product);
    made.goods.changed.add(product.id);
  }
  if (saved.warehouses) made.warehouses.splice(0, made.warehouses.length, ...saved.warehouses);
  countCommitted(
    made,
    orders.map(({ order }) => order),
  );
  return Object.assign(made, { onHoldFlow, shownRegion, isActive, nextSequence });
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
