import { explain, UsageError } from '../../core/errors.ts';
import { toOdooDateTime } from '../../core/time.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { idOf } from '../rows.ts';
import { parseShopValue, readShopFields, requireShopField, type ShopField, showShopValue } from './fields.ts';
import { DEFAULT_LOOK_BACK_SECONDS } from './link.ts';
import { withCompany } from './prepare.ts';
import { listReferences, type Reference } from './references.ts';
import type { Shop } from './shop.ts';

/** Where a setting comes from: a person named it, it was filled in, or it was made for the shop. */
export type ChangeSource = 'given' | 'filled in' | 'made';

/** A setting of a shop that changes. */
export interface SettingChange {
  readonly key: string;
  readonly label: string;
  /** For people; empty for nothing. */
  readonly from: string;
  readonly to: string;
  readonly source: ChangeSource;
}

/** What filling in works with. */
export interface DraftDeps {
  /** A client of the bridge's own user. */
  readonly odoo: OdooClient;
  readonly mappings: Mappings;
  /** Unix seconds. */
  readonly now: () => number;
  /** External ids of the records that the addon brings for shops, by field of `x_tiktok_shop`. */
  readonly masterData: Readonly<Record<string, string>>;
}

/** A shop's settings as they would be. Nothing of it is in Odoo before {@link SettingsDraft.values} are written. */
export class SettingsDraft {
  readonly problems: string[] = [];
  readonly #shop: Shop;
  readonly #zone: string;
  readonly #fields: ReadonlyMap<string, ShopField>;
  readonly #row: Record<string, unknown>;
  readonly #changes = new Map<string, SettingChange>();
  readonly #values: Record<string, string | number | boolean> = {};

  constructor(shop: Shop, fields: readonly ShopField[], zone: string) {
    this.#shop = shop;
    this.#zone = zone;
    this.#fields = new Map(fields.map((field) => [field.name, field]));
    this.#row = { ...shop.row };
  }

  /** The shop with the settings of the draft. */
  get shop(): Shop {
    return { ...this.#shop, row: { ...this.#row, id: this.#shop.id } };
  }

  get changes(): readonly SettingChange[] {
    return [...this.#changes.values()];
  }

  /** What differs from Odoo, as `write` takes it. */
  get values(): Readonly<Record<string, string | number | boolean>> {
    return this.#values;
  }

  isEmpty(name: string): boolean {
    return !this.#row[name];
  }

  idOf(name: string): number | undefined {
    return idOf(this.#row[name]);
  }

  /** Sets a field to a record. */
  setRecord(name: string, record: Reference, source: ChangeSource): void {
    this.set(name, record.id, [record.id, record.name], source);
  }

  /** Sets a field; what is there already is no change. */
  set(name: string, value: string | number | boolean, row: unknown, source: ChangeSource): void {
    const field = this.#fields.get(name);
    const before = this.#shop.row[name];
    this.#row[name] = row;
    if (!field) return;
    if (sameRow(before, row)) {
      this.#changes.delete(name);
      Reflect.deleteProperty(this.#values, name);
      return;
    }
    this.#values[name] = value;
    const [from, to] = [before, row].map((side) => showShopValue(field, side, this.#zone));
    this.#changes.set(name, { key: field.key, label: field.label, from: from ?? '', to: to ?? '', source });
  }
}

/**
 * Drafts the settings of a shop: what a person names wins, what is set stays, what is empty is filled from the addon's
 * records, the region, and what there is only one of. Writes nothing.
 *
 * @param given - Texts by key of the setting, `warehouse` for example; those that make no sense end among the problems.
 */
export async function draftSettings(
  deps: DraftDeps,
  shop: Shop,
  given: Readonly<Record<string, string>>,
): Promise<SettingsDraft> {
  const region = deps.mappings.regions[shop.region];
  const zone = region?.timezone ?? 'utc';
  const fields = await readShopFields(deps.odoo);
  const draft = new SettingsDraft(shop, fields, zone);
  const { company, ...rest } = given;
  await take(draft, fields, company === undefined ? {} : { company }, { deps, zone });
  await fillCompany(deps, draft);
  await take(draft, fields, rest, { deps, zone });
  await fillCurrency(deps, draft, region?.currency);
  await fillWarehouse(deps, draft, 'warehouse' in rest);
  await fillMasterData(deps, draft);
  if (draft.isEmpty('x_import_from')) {
    const moment = toOdooDateTime(deps.now() - DEFAULT_LOOK_BACK_SECONDS);
    draft.set('x_import_from', moment, moment, 'filled in');
  }
  return draft;
}

async function take(
  draft: SettingsDraft,
  fields: readonly ShopField[],
  given: Readonly<Record<string, string>>,
  { deps, zone }: { readonly deps: DraftDeps; readonly zone: string },
): Promise<void> {
  const scope = { odoo: companyClient(deps, draft), companyId: draft.idOf('x_company_id'), zone, now: deps.now() };
  for (const [key, text] of Object.entries(given)) {
    const field = requireShopField(fields, key);
    try {
      const { value, row } = await parseShopValue(field, text, scope);
      draft.set(field.name, value, row, 'given');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      draft.problems.push(explain(error));
    }
  }
}

/** The bridge's user in the company of the draft: records of other companies are out of its sight. */
export function companyClient({ odoo }: Pick<DraftDeps, 'odoo'>, draft: SettingsDraft): OdooClient {
  return withCompany(odoo, draft.shop);
}

async function fillCompany({ odoo }: DraftDeps, draft: SettingsDraft): Promise<void> {
  if (!draft.isEmpty('x_company_id')) return;
  const [only, ...others] = await listReferences(odoo, 'res.company', undefined);
  if (only && others.length === 0) draft.setRecord('x_company_id', only, 'filled in');
}

async function fillCurrency({ odoo }: DraftDeps, draft: SettingsDraft, code: string | undefined): Promise<void> {
  if (code === undefined || !draft.isEmpty('x_currency_id')) return;
  const everything = odoo.withContext({ active_test: false });
  const [currency] = await listReferences(everything, 'res.currency', undefined, [['name', '=', code]]);
  if (currency) draft.setRecord('x_currency_id', currency, 'filled in');
}

/** A warehouse of the company that was left is no longer meant. */
async function fillWarehouse(deps: DraftDeps, draft: SettingsDraft, isGiven: boolean): Promise<void> {
  const moved = draft.changes.some((change) => change.key === 'company' && change.from !== '');
  if (isGiven || (!draft.isEmpty('x_warehouse_id') && !moved)) return;
  const warehouses = await listReferences(companyClient(deps, draft), 'stock.warehouse', draft.idOf('x_company_id'));
  const [only, ...others] = warehouses;
  if (only && others.length === 0) draft.setRecord('x_warehouse_id', only, 'filled in');
}

async function fillMasterData(deps: DraftDeps, draft: SettingsDraft): Promise<void> {
  const empty = Object.entries(deps.masterData).filter(([name]) => draft.isEmpty(name));
  const fields = await deps.odoo.fieldsOf('x_tiktok_shop');
  for (const [name, xid] of empty) {
    const model = fields.get(name)?.relation;
    if (model === undefined) continue;
    const id = (await deps.odoo.findByXid(model, [xid])).get(xid);
    const [record] = id === undefined ? [] : await listReferences(deps.odoo, model, undefined, [['id', '=', id]]);
    if (record) draft.setRecord(name, record, 'filled in');
  }
}

function sameRow(a: unknown, b: unknown): boolean {
  if (idOf(a) !== undefined || idOf(b) !== undefined) return idOf(a) === idOf(b);
  return (a ?? false) === (b ?? false) || (!a && !b);
}
