import { type BridgeError, ShopSettingsError, ShopTwiceError } from '../../core/errors.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { TiktokAuthError } from '../../tiktok/errors.ts';
import { textOf } from '../rows.ts';
import { checkShop, settingsKey } from './check.ts';
import { readSettings } from './settings.ts';
import { findTwins, type Shop } from './shop.ts';

/** A shop that may be synced, or the reason why not. */
export type PreparedShop =
  | { readonly shop: Shop; readonly settings: ShopSettings; readonly odoo: OdooClient; readonly error?: undefined }
  | { readonly shop: Shop; readonly error: BridgeError };

/**
 * Decides which of the chosen shops may be synced. Settings that have changed since they were last checked are checked
 * against the database first, and the result is shown on the shop.
 *
 * @param all - All shops there are, so that two records of one shop are noticed.
 * @param dryRun - Writes nothing on the shops.
 */
export async function prepareShops(
  odoo: OdooClient,
  chosen: readonly Shop[],
  all: readonly Shop[],
  mappings: Mappings,
  dryRun: boolean,
): Promise<PreparedShop[]> {
  const twins = findTwins(all);
  const prepared: PreparedShop[] = [];
  for (const shop of chosen) {
    const double = twins.get(shop.shopId);
    if (double) prepared.push({ shop, error: twinError(shop, double) });
    else prepared.push(await prepareShop(odoo, shop, mappings, dryRun));
  }
  return prepared;
}

async function prepareShop(odoo: OdooClient, shop: Shop, mappings: Mappings, dryRun: boolean): Promise<PreparedShop> {
  if (shop.accountState === 'revoked' || shop.accountState === 'expired') {
    const message = `The authorisation of shop ${shop.name} is ${shop.accountState}.`;
    const remedy = `Link it again: tiktok-odoo auth link --app ${shop.app || 'main'}.`;
    return { shop, error: new TiktokAuthError(message, { remedy, context: { shopId: shop.shopId } }) };
  }
  const inCompany = withCompany(odoo, shop);
  const key = settingsKey(shop);
  if (shop.state !== 'enabled' || textOf(shop.row['x_settings_key']) !== key) {
    const problems = await checkShop(inCompany, shop, mappings);
    if (!dryRun) await showCheck(odoo, shop, problems, key);
    if (problems.length > 0) return { shop, error: settingsError(shop, problems) };
  }
  const reading = readSettings(shop, mappings);
  if (!reading.ok) return { shop, error: settingsError(shop, reading.problems) };
  return { shop, settings: reading.settings, odoo: inCompany };
}

/** The client within the shop's company: Odoo would else take the user's own for defaults. */
export function withCompany(odoo: OdooClient, shop: Shop): OdooClient {
  const company = shop.row['x_company_id'];
  return Array.isArray(company) ? odoo.withContext({ allowed_company_ids: [company[0]] }) : odoo;
}

/** Writes the result of a check on the shop, if it says something new. */
export async function showCheck(odoo: OdooClient, shop: Shop, problems: readonly string[], key: string): Promise<void> {
  const state = problems.length > 0 ? 'refused' : 'enabled';
  const message = problems.join('\n');
  const known = shop.state === state && shop.message === message && textOf(shop.row['x_settings_key']) === key;
  if (known) return;
  await odoo.write('x_tiktok_shop', [shop.id], {
    x_state: state,
    x_message: message || false,
    x_settings_key: problems.length > 0 ? false : key,
  });
}

/** All that is wrong with a shop's settings as one error. */
export function settingsError(shop: Shop, problems: readonly string[]): ShopSettingsError {
  return new ShopSettingsError(`Shop ${shop.name} cannot be synced: ${problems.join(' ')}`, {
    context: { shopId: shop.shopId, problems: problems.length },
  });
}

function twinError(shop: Shop, twins: readonly Shop[]): ShopTwiceError {
  const names = twins.map((twin) => `${twin.name} (#${twin.id})`).join(' and ');
  return new ShopTwiceError(`Two records stand for the TikTok shop ${shop.shopId}: ${names}.`, {
    remedy: 'Delete the one that was made by hand or duplicated; the shop is left alone until then.',
    context: { shopId: shop.shopId },
  });
}
