import type { OdooClient } from '../odoo/client.ts';
import { MODULE } from '../odoo/values.ts';
import { findAdopted } from './adopt.ts';
import type { Difference } from './compare.ts';
import { compare, fieldOf } from './compare.ts';
import { declareAddon } from './declaration.ts';
import type { Layer, Piece } from './piece.ts';
import type { Target } from './references.ts';
import { readForeign, readInstalled } from './references.ts';

/** A piece that has to be written, and why. */
export interface Change {
  readonly layer: Layer;
  readonly piece: Piece;
  /** Absent when the record does not exist yet. */
  readonly differences?: readonly Difference[];
}

/** Something that an earlier version installed and this one does not have. */
export interface Leftover extends Target {
  readonly externalId: string;
}

/** What differs between the addon as declared and a database. */
export interface InstallPlan {
  readonly changes: readonly Change[];
  readonly leftovers: readonly Leftover[];
  /** External ids that lead somewhere, the addon's own and those of Odoo that it names. */
  readonly known: Map<string, Target>;
  /** The plan for people, one line each; empty when nothing differs. */
  readonly lines: readonly string[];
}

/** Menus are hidden from users outside their group, also from the one who installs. */
const UNFILTERED = { 'ir.ui.menu.full_list': true } as const;

/**
 * Compares the addon as declared with what is in the database. Writes nothing.
 *
 * @throws OdooAccessError when the user is no administrator.
 */
export async function planInstall(client: OdooClient): Promise<InstallPlan> {
  const layers = declareAddon(client.profile);
  const everything = client.withContext(UNFILTERED);
  const installed = await readInstalled(client);
  const adopted = await findAdopted(client, installed);
  const known = new Map([...(await readForeign(client, layers)), ...adopted, ...installed]);
  const changes: Change[] = [];
  for (const layer of layers) changes.push(...(await compareLayer(everything, layer, known)));
  const leftovers = findLeftovers(layers, installed);
  return { changes, leftovers, known, lines: [...changes.map(changeLine), ...leftovers.map(leftoverLine)] };
}

async function compareLayer(client: OdooClient, layer: Layer, known: ReadonlyMap<string, Target>): Promise<Change[]> {
  const there = layer.pieces.flatMap(({ externalId }) => known.get(externalId)?.id ?? []);
  const fields = layer.once ? ['id'] : columnsOf(layer);
  const rows = there.length === 0 ? [] : await client.read(layer.model, there, fields);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return layer.pieces.flatMap((piece) => {
    const row = byId.get(known.get(piece.externalId)?.id ?? -1);
    if (!row) return [{ layer, piece }];
    const differences = layer.once ? [] : compare(piece, row, (xid) => known.get(xid));
    return differences.length === 0 ? [] : [{ layer, piece, differences }];
  });
}

function columnsOf({ pieces }: Layer): string[] {
  return [...new Set(pieces.flatMap(({ values }) => Object.keys(values).map(fieldOf)))];
}

function findLeftovers(layers: readonly Layer[], installed: ReadonlyMap<string, Target>): Leftover[] {
  const declared = new Set(layers.flatMap(({ pieces }) => pieces.map(({ externalId }) => externalId)));
  return [...installed]
    .filter(([xid]) => !declared.has(xid.replace(/_product_template$/, '')))
    .map(([externalId, target]) => ({ externalId, ...target }));
}

function changeLine({ piece, differences }: Change): string {
  if (!differences) return `create ${piece.label}`;
  return `change ${piece.label}: ${differences.map(differenceText).join('; ')}`;
}

function differenceText({ field, from, to }: Difference): string {
  return `${field} ${shortened(from)} → ${shortened(to)}`;
}

function leftoverLine({ externalId, model }: Leftover): string {
  return `remove ${externalId.slice(MODULE.length + 1)} (${model})`;
}

function shortened(text: string): string {
  if (text === '') return '(empty)';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
