import { BridgeError, explain } from '../../core/errors.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import { idOf, textOf } from '../rows.ts';
import { checkShop, settingsKey } from './check.ts';
import { companyClient, type DraftDeps, draftSettings, type SettingChange, type SettingsDraft } from './draft.ts';
import { activateCurrency, ensurePricelist, ensureTeam, pricelistName } from './make.ts';
import { listReferences } from './references.ts';
import { emptyProblem } from './settings.ts';
import { readShops, requireShop, type Shop } from './shop.ts';
import { keepWarehouses } from './warehouses.ts';

/** What enabling works with. */
export interface EnableDeps extends DraftDeps {
  /** Connects as an administrator of Odoo; called only when something has to be made that others may not make. */
  readonly admin: () => Promise<OdooClient>;
  /** The client for a shop's account; throws when its app is not in the settings. */
  readonly tiktokFor: (shop: Pick<Shop, 'app' | 'openId'>) => TiktokClient;
}

/** Which shop to enable, and what a person named. */
export interface EnableRequest {
  /** TikTok's shop id, the name, or `#12`. */
  readonly shop: string;
  /** Texts by key of the setting: `{warehouse: 'WH', 'import-from': '15d'}`. */
  readonly given: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
}

/** What enabling did, or in a dry run would do. */
export interface EnableReport {
  readonly shopId: string;
  readonly shop: string;
  readonly region: string;
  readonly dryRun: boolean;
  /** `refused`: nothing was written. */
  readonly result: 'enabled' | 'unchanged' | 'refused';
  readonly changes: readonly SettingChange[];
  /** Everything that keeps the shop from being synced, one sentence each. */
  readonly problems: readonly string[];
  /** What could be chosen for what is missing. */
  readonly hints: readonly string[];
  /** What did not work and does not keep the shop from being synced. */
  readonly notes: readonly string[];
}

/**
 * Fills in what is empty in a shop's settings, checks all of it as the bridge's own user, and switches the sync on; or
 * says everything that is wrong and writes nothing. What a person set is overwritten only by what is given. Running it
 * again changes nothing.
 *
 * @throws UsageError when there is no such shop or setting.
 * @throws ShopTwiceError when two records stand for the shop.
 * @throws ConfigError when something has to be made and there is no administrator in the settings.
 */
export async function enableShop(deps: EnableDeps, request: EnableRequest): Promise<EnableReport> {
  const shop = requireShop(await readShops(deps.odoo), request.shop);
  const draft = await draftSettings(deps, shop, request.given);
  const wishes = await wishesOf(deps, draft);
  const problems = [...draft.problems, ...(await checkDraft(deps, draft)).filter((text) => !isWished(text, wishes))];
  if (problems.length > 0) return report(request, draft, 'refused', { problems, hints: await hintsFor(deps, draft) });
  if (request.dryRun) {
    for (const wish of wishes) draft.set(wish.field, wish.name, [0, wish.name], 'made');
    return report(request, draft, isDone(draft, shop) ? 'unchanged' : 'enabled');
  }
  if (wishes.length > 0) await fulfil(await deps.admin(), draft, wishes);
  const remaining = wishes.length > 0 ? await checkDraft(deps, draft) : [];
  if (remaining.length > 0) return report(request, draft, 'refused', { problems: remaining });
  if (isDone(draft, shop)) return report(request, draft, 'unchanged', { notes: await listWarehouses(deps, draft) });
  await deps.odoo.write('x_tiktok_shop', [shop.id], {
    ...draft.values,
    x_enabled: true,
    x_state: 'enabled',
    x_message: false,
    x_settings_key: settingsKey(draft.shop),
  });
  return report(request, draft, 'enabled', { notes: await listWarehouses(deps, draft) });
}

/**
 * Shows the shop's warehouses on TikTok in its form, so that people can say what feeds them before stock is sent. What
 * TikTok does not answer now is listed by the next sync of catalogue or stock.
 */
async function listWarehouses(deps: EnableDeps, draft: SettingsDraft): Promise<string[]> {
  const { shop } = draft;
  try {
    await keepWarehouses({
      odoo: companyClient(deps, draft),
      tiktok: deps.tiktokFor(shop),
      shopRecordId: shop.id,
      shop: { id: shop.shopId, cipher: shop.cipher },
      warehouseId: draft.idOf('x_warehouse_id'),
    });
    return [];
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return [`The shop's warehouses on TikTok could not be listed: ${explain(error)}`];
  }
}

/**
 * Switches the sync of a shop off; its settings stay.
 *
 * @returns Whether it was on.
 * @throws UsageError when there is no such shop.
 */
export async function disableShop(
  odoo: OdooClient,
  text: string,
): Promise<{ readonly shop: Shop; readonly wasEnabled: boolean }> {
  const shop = requireShop(await readShops(odoo), text);
  const wasEnabled = shop.enabled || shop.state === 'enabled';
  if (wasEnabled) await odoo.write('x_tiktok_shop', [shop.id], { x_enabled: false, x_state: 'disabled' });
  return { shop, wasEnabled };
}

/** Something that is missing and that an administrator can make. */
interface Wish {
  readonly kind: 'currency' | 'pricelist' | 'team';
  readonly field: string;
  readonly name: string;
}

async function wishesOf({ odoo }: EnableDeps, draft: SettingsDraft): Promise<Wish[]> {
  const { shop } = draft;
  const currencyId = draft.idOf('x_currency_id');
  const wishes: Wish[] = [];
  if (currencyId !== undefined) {
    const [currency] = await odoo.read('res.currency', [currencyId], ['name', 'active']);
    const name = textOf(currency?.['name']);
    if (currency && currency['active'] !== true) wishes.push({ kind: 'currency', field: 'x_currency_id', name });
    if (draft.isEmpty('x_pricelist_id')) {
      wishes.push({ kind: 'pricelist', field: 'x_pricelist_id', name: pricelistName(name) });
    }
  }
  if (draft.isEmpty('x_team_id')) wishes.push({ kind: 'team', field: 'x_team_id', name: shop.name });
  return draft.idOf('x_company_id') === undefined ? [] : wishes;
}

/** What will be made is not missing. */
function isWished(problem: string, wishes: readonly Wish[]): boolean {
  return wishes.some(({ kind }) => kind === 'pricelist' && problem === emptyProblem('Pricelist'));
}

async function fulfil(admin: OdooClient, draft: SettingsDraft, wishes: readonly Wish[]): Promise<void> {
  const companyId = draft.idOf('x_company_id') ?? 0;
  const currencyId = draft.idOf('x_currency_id') ?? 0;
  const inCompany = admin.withContext({ allowed_company_ids: [companyId] });
  for (const { kind, field } of wishes) {
    if (kind === 'currency') {
      await activateCurrency(inCompany, currencyId);
      continue;
    }
    const currency = (draft.shop.row['x_currency_id'] as [number, string])[1];
    const made =
      kind === 'team'
        ? await ensureTeam(inCompany, draft.shop, companyId)
        : await ensurePricelist(inCompany, companyId, currencyId, currency);
    draft.setRecord(field, made, made.isNew ? 'made' : 'filled in');
  }
}

function checkDraft(deps: EnableDeps, draft: SettingsDraft): Promise<string[]> {
  return checkShop(companyClient(deps, draft), draft.shop, deps.mappings);
}

function isDone(draft: SettingsDraft, shop: Shop): boolean {
  return draft.changes.length === 0 && shop.enabled && shop.state === 'enabled';
}

/** For settings that nobody but a person can choose: what there is to choose from. */
async function hintsFor(deps: EnableDeps, draft: SettingsDraft): Promise<string[]> {
  const odoo = companyClient(deps, draft);
  const companyId = draft.idOf('x_company_id');
  const hints: string[] = [];
  const names = async (model: string, domain: Parameters<typeof listReferences>[3] = []): Promise<string> =>
    (await listReferences(odoo, model, companyId, domain)).map(({ name }) => name).join(', ') || 'none';
  if (
    deps.mappings.regions[draft.shop.region]?.taxes === 'included' &&
    idOf(draft.shop.row['x_goods_tax_id']) === undefined
  ) {
    hints.push(
      `Sales taxes that are included in the price: ${await names('account.tax', [['price_include', '=', true]])}.`,
    );
  }
  if (draft.isEmpty('x_warehouse_id')) hints.push(`Warehouses: ${await names('stock.warehouse')}.`);
  if (draft.isEmpty('x_company_id')) hints.push(`Companies: ${await names('res.company')}.`);
  return hints;
}

function report(
  { dryRun }: EnableRequest,
  draft: SettingsDraft,
  result: EnableReport['result'],
  texts: Partial<Pick<EnableReport, 'hints' | 'notes' | 'problems'>> = {},
): EnableReport {
  const { shopId, name, region } = draft.shop;
  const { changes } = draft;
  return { shopId, shop: name, region, dryRun, result, changes, problems: [], hints: [], notes: [], ...texts };
}
