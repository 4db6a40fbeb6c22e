import type { OdooClient } from '../../odoo/client.ts';
import { OdooValidationError } from '../../odoo/errors.ts';
import { createOnce } from '../../odoo/loader.ts';
import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { Reference } from './references.ts';
import type { Shop } from './shop.ts';

/** Something that a shop needs and only an administrator of Odoo may make. */
export interface MadeForShop extends Reference {
  /** Whether it was made now; else it was there. */
  readonly isNew: boolean;
}

/** Name of the pricelist through which orders get their currency. */
export function pricelistName(currency: string): string {
  return `TikTok Shop ${currency}`;
}

/**
 * Makes the pricelist of a company and currency that has no rules, so that prices stay TikTok's; or finds it.
 *
 * @param admin - A client of an administrator.
 * @throws OdooValidationError when Odoo refuses it.
 */
export async function ensurePricelist(
  admin: OdooClient,
  companyId: number,
  currencyId: number,
  currency: string,
): Promise<MadeForShop> {
  const name = pricelistName(currency);
  return ensureRecord(admin, 'product.pricelist', {
    externalId: externalId('pricelist', companyId, currency),
    values: { name, 'currency_id/.id': currencyId, 'company_id/.id': companyId },
  });
}

/**
 * Makes a sales team named after a shop, or finds it.
 *
 * @param admin - A client of an administrator.
 * @throws OdooValidationError when Odoo refuses it.
 */
export async function ensureTeam(admin: OdooClient, shop: Shop, companyId: number): Promise<MadeForShop> {
  return ensureRecord(admin, 'crm.team', {
    externalId: externalId('team', shop.shopId),
    values: { name: shop.name, 'company_id/.id': companyId },
  });
}

/** Lets Odoo use a currency that it knows but that is switched off. */
export async function activateCurrency(admin: OdooClient, currencyId: number): Promise<void> {
  await admin.write('res.currency', [currencyId], { active: true });
}

/** By external id, so that two processes make it once. */
async function ensureRecord(admin: OdooClient, model: string, record: LoadRecord): Promise<MadeForShop> {
  const known = await admin.findByXid(model, [record.externalId]);
  const { ids, refused } = await createOnce(admin, model, [record]);
  const id = ids.get(record.externalId);
  const name = String(record.values['name']);
  if (id !== undefined) return { id, name, isNew: !known.has(record.externalId) };
  throw new OdooValidationError(`Odoo refuses to make "${name}": ${refused[0]?.message ?? 'it does not say why'}`, {
    context: { model },
    remedy: 'Make it by hand and choose it in the shop’s form.',
  });
}
