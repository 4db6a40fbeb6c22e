import { nowSeconds, toOdooDateTime } from '../../core/time.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { createOnce, upsert } from '../../odoo/loader.ts';
import { externalId, type LoadRecord } from '../../odoo/values.ts';
import { idOf, textOf } from '../rows.ts';

/** An authorisation that a seller has just given. */
export interface AccountLink {
  /** Section of `.odoorc` that names the app. */
  readonly app: string;
  readonly openId: string;
  readonly sellerName: string;
  readonly region: string;
  readonly scopes: readonly string[];
  /** Unix seconds. */
  readonly accessExpires: number;
  readonly refreshExpires: number;
}

/** A shop as Get Authorized Shops lists it. */
export interface ShopLink {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly sellerType: string;
  readonly cipher: string;
  readonly code: string;
}

/** What linking did with one shop. */
export interface LinkedShop {
  readonly shopId: string;
  readonly name: string;
  readonly region: string;
  readonly result: 'new' | 'known' | 'elsewhere';
  /** For `elsewhere`: why the shop was left alone. */
  readonly message?: string;
}

interface ShopOwner extends Row {
  readonly x_shop_id: string;
  readonly x_account_id: unknown;
}

interface AccountRow extends Row {
  readonly x_open_id: string;
  readonly x_state: string;
}

/**
 * Writes an account and its shops into Odoo. New shops start switched off, with the defaults of their company; what a
 * person set on a known shop stays as it is.
 *
 * A shop that another account with a living authorisation holds is left alone and reported.
 *
 * @param currencyOf - Currency code of a region, from mappings/regions.json; undefined for regions without an entry.
 * @throws OdooAccessError when the user may not create shops.
 */
export async function linkAccount(
  odoo: OdooClient,
  account: AccountLink,
  shops: readonly ShopLink[],
  currencyOf: (region: string) => string | undefined,
): Promise<LinkedShop[]> {
  await upsert(odoo, 'x_tiktok_account', [accountRecord(account)]);
  const owners = await readOwners(odoo, shops);
  const free = shops.filter((shop) => !isHeldElsewhere(owners.get(shop.id), account));
  await makeShops(odoo, account, free, currencyOf);
  return shops.map((shop) => {
    const owner = owners.get(shop.id);
    const { id: shopId, name, region } = shop;
    if (!isHeldElsewhere(owner, account)) return { shopId, name, region, result: owner ? 'known' : 'new' };
    const message = `Shop ${shopId} is linked by the account ${owner?.openId ?? ''} already: it was left there.`;
    return { shopId, name, region, result: 'elsewhere', message };
  });
}

/** Notes on an account that its authorisation has ended; its shops pause until it is linked again. */
export async function markRevoked(odoo: OdooClient, openId: string, message: string): Promise<void> {
  await upsert(odoo, 'x_tiktok_account', [
    { externalId: externalId('account', openId), values: { x_state: 'revoked', x_message: message } },
  ]);
}

interface Owner {
  readonly openId: string;
  readonly living: boolean;
}

function isHeldElsewhere(owner: Owner | undefined, account: AccountLink): boolean {
  return owner !== undefined && owner.living && owner.openId !== account.openId;
}

async function readOwners(odoo: OdooClient, shops: readonly ShopLink[]): Promise<ReadonlyMap<string, Owner>> {
  const rows = await odoo.searchRead<ShopOwner>(
    'x_tiktok_shop',
    [['x_shop_id', 'in', shops.map((shop) => shop.id)]],
    ['x_shop_id', 'x_account_id'],
  );
  const accountIds = rows.map((row) => idOf(row.x_account_id)).filter((id) => id !== undefined);
  const accounts = await odoo.read<AccountRow>('x_tiktok_account', accountIds, ['x_open_id', 'x_state']);
  const byId = new Map(accounts.map((row) => [row.id, row]));
  return new Map(
    rows.map((row) => {
      const owner = byId.get(idOf(row.x_account_id) ?? 0);
      const living = owner !== undefined && ['linked', 'expiring'].includes(owner.x_state);
      return [row.x_shop_id, { openId: textOf(owner?.x_open_id), living }];
    }),
  );
}

function accountRecord(account: AccountLink): LoadRecord {
  return {
    externalId: externalId('account', account.openId),
    values: {
      x_name: account.sellerName || account.openId,
      x_app: account.app,
      x_open_id: account.openId,
      x_seller_name: account.sellerName,
      x_region: account.region,
      x_state: 'linked',
      x_message: '',
      x_active: true,
      x_scopes: account.scopes.join('\n'),
      x_access_expires: toOdooDateTime(account.accessExpires),
      x_refresh_expires: toOdooDateTime(account.refreshExpires),
    },
  };
}

async function makeShops(
  odoo: OdooClient,
  account: AccountLink,
  shops: readonly ShopLink[],
  currencyOf: (region: string) => string | undefined,
): Promise<void> {
  if (shops.length === 0) return;
  const defaults = await readDefaults(odoo);
  // a currency that is switched off in Odoo is switched on when the shop is enabled
  const everything = odoo.withContext({ active_test: false });
  const currencies = await readCurrencies(everything);
  const fresh = shops.map((shop) => {
    const currencyId = currencies.get(currencyOf(shop.region) ?? '');
    const currency: Record<string, number> = currencyId === undefined ? {} : { 'x_currency_id/.id': currencyId };
    return {
      externalId: externalId('shop', shop.id),
      values: { x_name: shop.name, x_state: 'new', ...defaults, ...currency },
    };
  });
  await createOnce(everything, 'x_tiktok_shop', fresh);
  await upsert(
    odoo,
    'x_tiktok_shop',
    shops.map((shop) => identityRecord(account, shop)),
  );
}

/** What TikTok says about a shop and nobody sets by hand. */
function identityRecord(account: AccountLink, shop: ShopLink): LoadRecord {
  return {
    externalId: externalId('shop', shop.id),
    values: {
      x_shop_id: shop.id,
      x_cipher: shop.cipher,
      x_code: shop.code,
      x_region: shop.region,
      x_seller_type: shop.sellerType,
      'x_account_id/id': externalId('account', account.openId),
    },
  };
}

/** Database ids of all currencies that Odoo knows, by their codes. */
async function readCurrencies(odoo: OdooClient): Promise<ReadonlyMap<string, number>> {
  const rows = await odoo.searchRead('res.currency', [], ['name']);
  return new Map(rows.map((row) => [textOf(row['name']), row.id]));
}

/** Company and warehouse of the bridge's own user; a person may choose others. */
async function readDefaults(odoo: OdooClient): Promise<Record<string, number | string>> {
  const [user] = await odoo.read('res.users', [await odoo.uid()], ['company_id']);
  const companyId = idOf(user?.['company_id']);
  if (companyId === undefined) return {};
  const [warehouse] = await odoo.searchRead('stock.warehouse', [['company_id', '=', companyId]], ['name'], {
    order: 'sequence, id',
    limit: 1,
  });
  const made = toOdooDateTime(nowSeconds() - DEFAULT_LOOK_BACK_SECONDS);
  return {
    'x_company_id/.id': companyId,
    x_import_from: made,
    ...(warehouse ? { 'x_warehouse_id/.id': warehouse.id } : {}),
  };
}

/** Import From of a new shop: 15 days back, as the source documents say. */
export const DEFAULT_LOOK_BACK_SECONDS = 15 * 86_400;
