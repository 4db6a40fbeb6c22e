import { z } from 'zod';
import type { OdooClient } from '../client.ts';
import { OdooValidationError } from '../errors.ts';
import { QUIET, updateMany } from '../loader.ts';
import { shaped } from '../shapes.ts';

/** How much of a line is to be delivered, in the unit of the line. */
export interface LineDemand {
  readonly id: number;
  readonly quantity: number;
  readonly uomId: number;
}

const Many2one = z.tuple([z.number(), z.string()]).transform(([id]) => id);
const MoveRow = z.object({
  id: z.number(),
  sale_line_id: Many2one,
  product_uom_qty: z.number(),
  product_uom: Many2one,
  location_id: Many2one,
  location_dest_id: Many2one,
  picking_id: z.union([Many2one, z.literal(false)]),
  state: z.string(),
});
type MoveRow = z.infer<typeof MoveRow>;

/**
 * Lowers what open pickings ask for to what the lines say. What was reserved is reserved again, and a picking that nothing
 * is left of is cancelled.
 *
 * @returns Ids of the lines whose pickings asked for too much.
 */
export async function mendDemand(client: OdooClient, lines: readonly LineDemand[]): Promise<Set<number>> {
  if (lines.length === 0) return new Set();
  const moves = await readMoves(client, lines);
  const demands = new Map(lines.map((line) => [line.id, line]));
  const changes = groupBySteps(moves).flatMap((group) => lower(group, moves, demands));
  if (changes.length === 0) return new Set();
  const quiet = client.withContext(QUIET);
  await updateMany(
    quiet,
    'stock.move',
    changes.map(({ move, quantity }) => ({ id: move.id, values: { product_uom_qty: quantity } })),
  );
  await tidyPickings(
    quiet,
    changes.map(({ move }) => move),
  );
  return new Set(changes.map(({ move }) => move.sale_line_id));
}

async function readMoves(client: OdooClient, lines: readonly LineDemand[]): Promise<MoveRow[]> {
  const rows = await client.searchRead(
    'stock.move',
    [
      ['sale_line_id', 'in', lines.map(({ id }) => id)],
      ['state', 'not in', ['done', 'cancel']],
    ],
    ['sale_line_id', 'product_uom_qty', 'product_uom', 'location_id', 'location_dest_id', 'picking_id', 'state'],
    { order: 'id' },
  );
  return shaped(z.array(MoveRow), rows, { model: 'stock.move', method: 'search_read' });
}

/** Moves of one line to one place: in a warehouse that picks before it ships each step asks for the whole quantity. */
function groupBySteps(moves: readonly MoveRow[]): MoveRow[][] {
  const groups = new Map<string, MoveRow[]>();
  for (const move of moves) {
    const key = `${move.sale_line_id}:${move.location_dest_id}`;
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...groups.values()];
}

function lower(
  group: readonly MoveRow[],
  moves: readonly MoveRow[],
  demands: ReadonlyMap<number, LineDemand>,
): { readonly move: MoveRow; readonly quantity: number }[] {
  const [first] = group;
  const line = demands.get(first?.sale_line_id ?? 0);
  if (!first || !line || group.some((move) => move.product_uom !== line.uomId)) return [];
  // A return that Odoo has planned for what a person took away counts against what is asked for.
  const returns = moves.filter((move) => move.sale_line_id === line.id && move.location_id === first.location_dest_id);
  let excess = total(group) - total(returns) - line.quantity;
  return [...group].reverse().flatMap((move) => {
    const cut = Math.min(excess, move.product_uom_qty);
    if (cut <= 0) return [];
    excess -= cut;
    return [{ move, quantity: move.product_uom_qty - cut }];
  });
}

function total(moves: readonly MoveRow[]): number {
  return moves.reduce((sum, move) => sum + move.product_uom_qty, 0);
}

async function tidyPickings(client: OdooClient, moves: readonly MoveRow[]): Promise<void> {
  const ids = (some: readonly MoveRow[]): number[] => [...new Set(some.flatMap(({ picking_id }) => picking_id || []))];
  const touched = ids(moves);
  const left = await client.searchRead(
    'stock.move',
    [
      ['picking_id', 'in', touched],
      ['state', 'not in', ['done', 'cancel']],
      ['product_uom_qty', '>', 0],
    ],
    ['picking_id'],
  );
  const needed = new Set(
    left.map((row) => shaped(Many2one, row['picking_id'], { model: 'stock.move', method: 'search_read' })),
  );
  const empty = touched.filter((id) => !needed.has(id));
  const reserved = ids(moves.filter(({ state }) => state === 'assigned' || state === 'partially_available'));
  if (empty.length > 0)
    await client.call({ model: 'stock.picking', method: 'action_cancel', ids: empty, repeatable: true });
  await reserve(
    client,
    reserved.filter((id) => needed.has(id)),
  );
}

/** Reserving is a help for the warehouse: when Odoo finds nothing to reserve, nothing is lost. */
async function reserve(client: OdooClient, pickingIds: readonly number[]): Promise<void> {
  if (pickingIds.length === 0) return;
  try {
    await client.call({ model: 'stock.picking', method: 'action_assign', ids: pickingIds, repeatable: true });
  } catch (error) {
    if (!(error instanceof OdooValidationError)) throw error;
    client.logger.info('odoo had nothing to reserve', { pickingIds });
  }
}
