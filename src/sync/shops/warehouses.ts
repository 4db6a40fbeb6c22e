import type { OdooClient } from '../../odoo/client.ts';
import { OdooValidationError } from '../../odoo/errors.ts';
import { createOnce, type RecordChange, updateMany } from '../../odoo/loader.ts';
import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { ShopRef } from '../../tiktok/account.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import type { LenientList } from '../../tiktok/lenient.ts';
import { listWarehouses } from '../../tiktok/logistics.ts';
import type { Warehouse } from '../../tiktok/schemas/logistics.ts';
import { idOf, textOf } from '../rows.ts';
import type { ShopRun } from './each.ts';

/** A warehouse of a shop on TikTok, and what of Odoo feeds it. */
export interface WarehouseBinding {
  /** Database id of the `x_tiktok_warehouse`; 0 for one that a dry run did not make. */
  readonly recordId: number;
  readonly tiktokId: string;
  readonly name: string;
  /** TikTok's word: `SALES_WAREHOUSE` or `RETURN_WAREHOUSE`. */
  readonly type: string;
  /** TikTok's word: `ENABLED`, `DISABLED` or `RESTRICTED`; `GONE` when TikTok does not list it any more. */
  readonly status: string;
  /** The Odoo warehouse whose stock is offered there; undefined: none is. */
  readonly warehouseId: number | undefined;
  /** Only what lies here or below is counted; undefined: no narrowing. */
  readonly locationId: number | undefined;
}

/** Whose warehouses are listed. */
export interface WarehouseOwner {
  /** Within the shop's company. */
  readonly odoo: OdooClient;
  readonly tiktok: TiktokClient;
  /** Database id of the `x_tiktok_shop`. */
  readonly shopRecordId: number;
  readonly shop: ShopRef;
  /** What new sales warehouses start with. */
  readonly warehouseId: number | undefined;
}

/** Status of a warehouse that TikTok does not list any more. */
export const GONE = 'GONE';

const MODEL = 'x_tiktok_warehouse';
const SALES = 'SALES_WAREHOUSE';

/**
 * Reads the warehouses of a shop from TikTok and keeps its records of them: new ones are made, those for sales with the
 * shop's own warehouse; name, type and status follow TikTok; what people chose stays. Two calls of Odoo when nothing is
 * new, and nothing is written then.
 *
 * @param dryRun - Writes nothing; answers what would be there.
 * @returns All warehouses of the shop, those that are gone as well.
 * @throws The errors of {@link TiktokClient.request} and of the Odoo client.
 */
export function syncWarehouses(
  run: Pick<ShopRun, 'odoo' | 'tiktok' | 'shop' | 'settings'>,
  dryRun = false,
): Promise<WarehouseBinding[]> {
  const { odoo, tiktok, shop, settings } = run;
  const owner = {
    odoo,
    tiktok,
    shopRecordId: shop.id,
    shop: { id: shop.shopId, cipher: shop.cipher },
    warehouseId: settings.warehouseId,
  };
  return keepWarehouses(owner, dryRun);
}

/** As {@link syncWarehouses}, for a shop whose settings are not all there yet. */
export async function keepWarehouses(owner: WarehouseOwner, dryRun = false): Promise<WarehouseBinding[]> {
  const listed = await listWarehouses(owner.tiktok, owner.shop);
  const known = await readBindings(owner);
  const { added, kept } = compareWarehouses(known, listed, owner.warehouseId);
  if (dryRun) return [...kept, ...added];
  await writeChanges(owner.odoo, known, kept);
  const made = await makeBindings(owner, added);
  return [...kept, ...made];
}

/**
 * What a shop's warehouses are after TikTok has listed them. A warehouse that TikTok lists in an unknown shape is left as
 * it is known.
 */
function compareWarehouses(
  known: readonly WarehouseBinding[],
  { items, rejected }: LenientList<Warehouse>,
  warehouseId: number | undefined,
): { readonly added: WarehouseBinding[]; readonly kept: WarehouseBinding[] } {
  const byId = new Map(items.map((item) => [item.id, item]));
  const unread = new Set(rejected.map(({ id }) => id));
  const kept = known.map((binding): WarehouseBinding => {
    const item = byId.get(binding.tiktokId);
    if (item) return { ...binding, ...factsOf(item) };
    return unread.has(binding.tiktokId) ? binding : { ...binding, status: GONE };
  });
  const ids = new Set(known.map(({ tiktokId }) => tiktokId));
  const added = [...byId.values()]
    .filter(({ id }) => !ids.has(id))
    .map((item): WarehouseBinding => {
      const facts = factsOf(item);
      const isForSales = facts.type === SALES;
      return { recordId: 0, ...facts, warehouseId: isForSales ? warehouseId : undefined, locationId: undefined };
    });
  return { added, kept };
}

type Facts = Pick<WarehouseBinding, 'name' | 'status' | 'tiktokId' | 'type'>;

function factsOf({ id, name, type, effect_status: status }: Warehouse): Facts {
  return { tiktokId: id, name: name ?? `Warehouse ${id}`, type: type ?? '', status: status ?? '' };
}

async function readBindings({ odoo, shopRecordId }: WarehouseOwner): Promise<WarehouseBinding[]> {
  const fields = ['x_name', 'x_tiktok_id', 'x_type', 'x_status', 'x_warehouse_id', 'x_location_id'];
  const rows = await odoo.searchRead(MODEL, [['x_shop_id', '=', shopRecordId]], fields, { order: 'id' });
  return rows.map((row) => ({
    recordId: row.id,
    tiktokId: textOf(row['x_tiktok_id']),
    name: textOf(row['x_name']),
    type: textOf(row['x_type']),
    status: textOf(row['x_status']),
    warehouseId: idOf(row['x_warehouse_id']),
    locationId: idOf(row['x_location_id']),
  }));
}

async function writeChanges(
  odoo: OdooClient,
  before: readonly WarehouseBinding[],
  after: readonly WarehouseBinding[],
): Promise<void> {
  const changes = after.flatMap((binding, index): RecordChange[] => {
    const old = before[index];
    if (old?.name === binding.name && old.type === binding.type && old.status === binding.status) return [];
    return [{ id: binding.recordId, values: factValues(binding) }];
  });
  const [refusal] = changes.length > 0 ? await updateMany(odoo, MODEL, changes) : [];
  if (refusal) throw refused(refusal.message);
}

async function makeBindings(
  { odoo, shop, shopRecordId }: WarehouseOwner,
  added: readonly WarehouseBinding[],
): Promise<WarehouseBinding[]> {
  if (added.length === 0) return [];
  const xidOf = ({ tiktokId }: WarehouseBinding): string => externalId('warehouse', shop.id, tiktokId);
  const records = added.map((binding): LoadRecord => {
    const { warehouseId, tiktokId } = binding;
    const feeds: Record<string, number> = warehouseId === undefined ? {} : { 'x_warehouse_id/.id': warehouseId };
    const values = { ...factValues(binding), x_tiktok_id: tiktokId, 'x_shop_id/.id': shopRecordId, ...feeds };
    return { externalId: xidOf(binding), values };
  });
  const { ids, refused: refusals } = await createOnce(odoo, MODEL, records);
  const [refusal] = refusals;
  if (refusal) throw refused(refusal.message);
  return added.map((binding) => ({ ...binding, recordId: ids.get(xidOf(binding)) ?? 0 }));
}

function factValues({ name, type, status }: Facts): Record<string, string> {
  return { x_name: name, x_type: type, x_status: status };
}

function refused(message: string): OdooValidationError {
  return new OdooValidationError(`Odoo refuses a warehouse of TikTok: ${message}`, {
    context: { model: MODEL },
    remedy: 'If another customisation of this database is in the way, take it away and run this again.',
  });
}
