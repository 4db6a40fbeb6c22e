import { UsageError } from '../../core/errors.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { idOf } from '../rows.ts';
import type { SettingChange } from './draft.ts';
import { SettingsDraft } from './draft.ts';
import { parseShopValue, readShopFields, requireShopField, showShopValue } from './fields.ts';
import { withCompany } from './prepare.ts';
import { readShops, requireShop, type Shop } from './shop.ts';

/** One setting of a shop for people. */
export interface ShownSetting {
  readonly key: string;
  readonly label: string;
  /** Empty for nothing. */
  readonly value: string;
}

/** A shop with all settings that people choose. */
export interface ShownShop {
  readonly shop: Shop;
  readonly settings: readonly ShownSetting[];
  /** IANA zone of the moments among the settings. */
  readonly zone: string;
}

/**
 * Reads all settings of a shop.
 *
 * @throws UsageError when there is no such shop.
 */
export async function showShop(odoo: OdooClient, mappings: Mappings, text: string): Promise<ShownShop> {
  const shop = requireShop(await readShops(odoo), text);
  const fields = await readShopFields(odoo);
  const zone = zoneOf(shop, mappings);
  const names = fields.map(({ name }) => name);
  const [row] = await odoo.read('x_tiktok_shop', [shop.id], names);
  const settings = fields.map((field) => {
    const { key, label, name } = field;
    return { key, label, value: showShopValue(field, row?.[name], zone) };
  });
  return { shop, settings, zone };
}

/**
 * Changes settings of a shop, all or none. Whether they fit together is checked at the next sync, or by enabling.
 *
 * @param pairs - `KEY=VALUE` as people type it; an empty value clears the setting.
 * @returns What has changed; what was so already is left out.
 * @throws UsageError that lists every pair that makes no sense.
 */
export async function setShop(
  odoo: OdooClient,
  mappings: Mappings,
  request: {
    readonly shop: string;
    readonly pairs: readonly string[];
    readonly now: number;
    readonly dryRun: boolean;
  },
): Promise<{ readonly shop: Shop; readonly changes: readonly SettingChange[] }> {
  const shop = requireShop(await readShops(odoo), request.shop);
  const fields = await readShopFields(odoo);
  const zone = zoneOf(shop, mappings);
  const [row] = await odoo.read(
    'x_tiktok_shop',
    [shop.id],
    fields.map(({ name }) => name),
  );
  const draft = new SettingsDraft({ ...shop, row: { ...row, id: shop.id } }, fields, zone);
  const companyId = idOf(shop.row['x_company_id']);
  const scope = { odoo: withCompany(odoo, shop), companyId, zone, now: request.now };
  const mistakes: UsageError[] = [];
  for (const pair of request.pairs) {
    try {
      const { key, text } = splitPair(pair);
      const field = requireShopField(fields, key);
      const { value, row: shown } = await parseShopValue(field, text, scope);
      draft.set(field.name, value, shown, 'given');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error);
    }
  }
  if (mistakes.length > 0) throw allOf(mistakes);
  if (draft.changes.length > 0 && !request.dryRun) await odoo.write('x_tiktok_shop', [shop.id], draft.values);
  return { shop, changes: draft.changes };
}

function zoneOf(shop: Shop, mappings: Mappings): string {
  return mappings.regions[shop.region]?.timezone ?? 'utc';
}

function splitPair(pair: string): { readonly key: string; readonly text: string } {
  const at = pair.indexOf('=');
  if (at > 0) return { key: pair.slice(0, at).trim(), text: pair.slice(at + 1) };
  throw new UsageError(`"${pair}" is not KEY=VALUE.`, { remedy: 'Write for example warehouse=WH.' });
}

function allOf(mistakes: readonly UsageError[]): UsageError {
  const [first] = mistakes;
  if (first && mistakes.length === 1) return first;
  const lines = mistakes.map(({ message, remedy }) => `- ${message} ${remedy ?? ''}`);
  return new UsageError(`${mistakes.length} settings make no sense, so none was changed:\n${lines.join('\n')}`);
}
