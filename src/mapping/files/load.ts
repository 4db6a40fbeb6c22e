import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { MappingError } from '../../core/errors.ts';
import { parseJson } from '../../core/json.ts';
import { isTimeZone } from '../../core/time.ts';
import { ORDER_STATUSES, OrderStatusFile, type StatusRule } from './orderStatus.ts';
import { type Currency, type Region, RegionsFile } from './regions.ts';

/** All mapping files, checked and merged; frozen. */
export interface Mappings {
  /** By TikTok's two letters. */
  readonly regions: Readonly<Record<string, Region>>;
  /** By ISO 4217 code. */
  readonly currencies: Readonly<Record<string, Currency>>;
  /** By TikTok's word. */
  readonly orderStatuses: Readonly<Record<string, StatusRule>>;
  /** Other words for a status. */
  readonly orderStatusAliases: Readonly<Record<string, string>>;
  readonly unknownOrderStatus: 'wait' | 'block';
}

/** Where the mapping files are. */
export interface MappingFolders {
  /** The folder `mappings/` that is part of the bridge. */
  readonly shippedDir: string;
  /** The operator's folder; each entry of a file in it replaces the whole shipped entry of that key. */
  readonly dir?: string | undefined;
}

/** The mapping files by name, with what each must look like. */
export const MAPPING_FILES = { 'regions.json': RegionsFile, 'order-status.json': OrderStatusFile } as const;
type FileName = keyof typeof MAPPING_FILES;

/** The contents of one folder; a file that is missing or wrong is empty. */
interface Folder {
  readonly regions: Partial<RegionsFile>;
  readonly orderStatus: Partial<OrderStatusFile>;
}

/**
 * Reads the shipped mapping files and the operator's over them.
 *
 * @returns The merged mappings, frozen.
 * @throws MappingError that lists every mistake of all files, with file and key (file and line where it is not JSON).
 */
export function loadMappings(folders: MappingFolders): Mappings {
  const mistakes: string[] = [];
  const shipped = readFolder(folders.shippedDir, mistakes, true);
  const own = folders.dir === undefined ? shipped : readFolder(folders.dir, mistakes, false);
  const mappings = merge(shipped, own);
  // an entry that could not be read must not be reported as missing as well
  if (mistakes.length === 0) mistakes.push(...contradictions(mappings));
  if (mistakes.length > 0) {
    throw new MappingError(`The mapping files have mistakes:\n${mistakes.map((line) => `  ${line}`).join('\n')}`, {
      remedy: 'Correct them and start again; nothing was done.',
    });
  }
  return deepFreeze(mappings);
}

function readFolder(dir: string, mistakes: string[], complete: boolean): Folder {
  if (!existsSync(dir)) {
    mistakes.push(`${dir}: there is no such folder`);
    return { regions: {}, orderStatus: {} };
  }
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  for (const name of names.filter((name) => !(name in MAPPING_FILES))) {
    mistakes.push(
      `${join(dir, name)}: no mapping file has this name; there are ${Object.keys(MAPPING_FILES).join(', ')}`,
    );
  }
  const read = <T>(name: FileName, schema: z.ZodType<T>): T | undefined => {
    if (names.includes(name)) return readFile(join(dir, name), schema, mistakes);
    if (complete) mistakes.push(`${join(dir, name)}: the file is missing`);
    return undefined;
  };
  return {
    regions: read('regions.json', RegionsFile) ?? {},
    orderStatus: read('order-status.json', OrderStatusFile) ?? {},
  };
}

function readFile<T>(path: string, schema: z.ZodType<T>, mistakes: string[]): T | undefined {
  const content = parseFile(path, mistakes);
  if (content === undefined) return undefined;
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    mistakes.push(`${path}: ${issue.path.join('.') || '(top level)'}: ${issue.message}`);
  }
  return undefined;
}

function parseFile(path: string, mistakes: string[]): unknown {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
    return parseJson(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? '' : `:${text.slice(0, Number(position)).split('\n').length}`;
    mistakes.push(`${path}${line}: ${message}`);
    return undefined;
  }
}

function merge(shipped: Folder, own: Folder): Mappings {
  return {
    regions: { ...shipped.regions.regions, ...own.regions.regions },
    currencies: { ...shipped.regions.currencies, ...own.regions.currencies },
    orderStatuses: { ...shipped.orderStatus.statuses, ...own.orderStatus.statuses },
    orderStatusAliases: { ...shipped.orderStatus.aliases, ...own.orderStatus.aliases },
    unknownOrderStatus: own.orderStatus.unknown ?? shipped.orderStatus.unknown ?? 'wait',
  };
}

/** What is wrong between entries, after merging. */
function contradictions(mappings: Mappings): string[] {
  const mistakes: string[] = [];
  for (const [code, region] of Object.entries(mappings.regions)) {
    if (!(region.currency in mappings.currencies)) {
      mistakes.push(`regions.json: regions.${code}.currency: ${region.currency} is not in currencies`);
    }
    if (!isTimeZone(region.timezone)) {
      mistakes.push(`regions.json: regions.${code}.timezone: ${region.timezone} is not an IANA time zone`);
    }
  }
  for (const status of ORDER_STATUSES.filter((status) => !(status in mappings.orderStatuses))) {
    mistakes.push(`order-status.json: statuses.${status}: the entry is missing`);
  }
  for (const [alias, status] of Object.entries(mappings.orderStatusAliases)) {
    if (!(status in mappings.orderStatuses)) {
      mistakes.push(`order-status.json: aliases.${alias}: ${status} is not in statuses`);
    }
  }
  return mistakes;
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object);
  }
  return Object.freeze(value);
}
