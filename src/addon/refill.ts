import type { OdooClient, Row } from '../odoo/client.ts';
import { upsert } from '../odoo/loader.ts';
import type { LoadRecord, LoadValue } from '../odoo/values.ts';
import { MODULE } from '../odoo/values.ts';

/** How the TikTok fields of a model follow from the names of its external ids. */
interface Refill {
  readonly model: string;
  /** The field that tells whether a record is filled. */
  readonly identity: string;
  /** What external ids of the model begin with. */
  readonly prefix: string;
  /** Values from the rest of the name; undefined when the name is none of ours. */
  readonly values: (rest: string) => Readonly<Record<string, LoadValue>> | undefined;
}

const LINE_KINDS: ReadonlySet<string> = new Set(['discount', 'platform_discount', 'platform_subsidy', 'shipping']);

const REFILLS: readonly Refill[] = [
  { model: 'sale.order', identity: 'x_tiktok_order_id', prefix: 'order_', values: orderValues },
  { model: 'sale.order.line', identity: 'x_tiktok_kind', prefix: 'order_line_', values: lineValues },
  { model: 'res.partner', identity: 'x_tiktok_buyer_id', prefix: 'buyer_', values: buyerValues },
];

const PAGE = 2000;

interface DataRow extends Row {
  readonly name: string;
  readonly res_id: number;
}

/**
 * Fills the TikTok ids of sale orders, their lines and contacts again that an earlier install of the addon left: their
 * external ids outlive an uninstall, their TikTok fields do not. Records that are filled are not touched.
 *
 * @returns How many records were filled.
 */
export async function refillIds(client: OdooClient): Promise<number> {
  let filled = 0;
  for (const refill of REFILLS) filled += await refillModel(client, refill);
  return filled;
}

async function refillModel(client: OdooClient, refill: Refill): Promise<number> {
  const ours = [
    ['module', '=', MODULE],
    ['model', '=', refill.model],
    ['name', '=like', `${refill.prefix.replaceAll('_', '\\_')}%`],
  ] as const;
  let filled = 0;
  for (let lastId = 0; ;) {
    const domain = [...ours, ['id', '>', lastId] as const];
    const rows = await client.searchRead<DataRow>('ir.model.data', domain, ['name', 'res_id'], {
      limit: PAGE,
      order: 'id',
    });
    filled += await refillPage(client, refill, rows);
    if (rows.length < PAGE) return filled;
    lastId = rows.at(-1)?.id ?? lastId;
  }
}

async function refillPage(client: OdooClient, refill: Refill, rows: readonly DataRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.res_id);
  const everything = client.withContext({ active_test: false });
  const empty = new Set(
    await everything.search(refill.model, [
      ['id', 'in', ids],
      [refill.identity, '=', false],
    ]),
  );
  const records = rows.filter((row) => empty.has(row.res_id)).flatMap((row) => toRecord(refill, row.name));
  if (records.length === 0) return 0;
  const quiet = client.withContext({ tracking_disable: true });
  const { ids: written } = await upsert(quiet, refill.model, records);
  return written.size;
}

function toRecord({ prefix, values }: Refill, name: string): LoadRecord[] {
  const found = values(name.slice(prefix.length));
  return found ? [{ externalId: `${MODULE}.${name}`, values: found }] : [];
}

function orderValues(rest: string): Readonly<Record<string, LoadValue>> | undefined {
  return /^\d+$/.test(rest) ? { x_tiktok_order_id: rest } : undefined;
}

function lineValues(rest: string): Readonly<Record<string, LoadValue>> | undefined {
  const [, key] = /^\d+_(.+)$/.exec(rest) ?? [];
  if (key === undefined) return undefined;
  if (LINE_KINDS.has(key)) return { x_tiktok_kind: key, x_tiktok_sku_id: '' };
  const [, skuId] = /^(\d+)_\d+$/.exec(key) ?? [];
  return skuId === undefined ? undefined : { x_tiktok_kind: 'goods', x_tiktok_sku_id: skuId };
}

function buyerValues(rest: string): Readonly<Record<string, LoadValue>> | undefined {
  const [, userId] = /^\d+_(.+)$/.exec(rest) ?? [];
  return userId === undefined ? undefined : { x_tiktok_buyer_id: userId };
}
