/**
 * Takes orders through everything that the bridge does with them between TikTok and Odoo, in a process of its own, and
 * prints what it took as JSON. Standard input: one page of orders a line, as TikTok answers it. Argument: the folder with the
 * mapping files.
 */
import { parseJson } from '../../../src/core/json.ts';
import { loadMappings, type Mappings } from '../../../src/mapping/files/load.ts';
import { mapAddress, mapBuyer, type Places } from '../../../src/mapping/orders/contacts.ts';
import { decideOrder } from '../../../src/mapping/orders/decide.ts';
import { outcomeOf } from '../../../src/mapping/orders/outcome.ts';
import { mapSaleOrder } from '../../../src/mapping/orders/record.ts';
import { mapTiktokOrder } from '../../../src/mapping/orders/tiktokOrder.ts';
import type { ProductBinding, ShopSettings } from '../../../src/mapping/orders/types.ts';
import { toTable } from '../../../src/odoo/loadRows.ts';
import { PROFILE_19 } from '../../../src/odoo/profile.ts';
import type { LoadRecord } from '../../../src/odoo/values.ts';
import { parseEach } from '../../../src/tiktok/lenient.ts';
import { Order } from '../../../src/tiktok/schemas/order.ts';

/** What the process prints. */
export interface MappingRun {
  /** Reading, deciding and mapping. */
  readonly seconds: number;
  /** Largest resident memory of the process. */
  readonly peakMb: number;
  /** The least heap in use in the last quarter of the pages, less that in the first: what is not given back. */
  readonly growthMb: number;
  /** Records for Odoo, children included. */
  readonly records: number;
  readonly decisions: Readonly<Record<string, number>>;
}

const KB_PER_MB = 1024;
const BYTES_PER_MB = 1024 * KB_PER_MB;
const A_PRODUCT: ProductBinding = { productId: 1, uomId: 1 };
const PLACES: Places = { countryId: () => 231, stateId: () => undefined };

const SHOP: ShopSettings = {
  id: 1,
  shopId: '7495000000000000001',
  region: 'GB',
  companyId: 1,
  currency: 'GBP',
  currencyId: 1,
  pricelistId: 1,
  warehouseId: 1,
  fbtWarehouseId: undefined,
  teamId: 1,
  carrierId: 1,
  sourceId: 1,
  fiscalPositionId: undefined,
  goodsTaxIds: [1],
  shippingTaxIds: [2],
  shippingProduct: A_PRODUCT,
  sellerDiscountProduct: A_PRODUCT,
  platformDiscountProduct: A_PRODUCT,
  platformSubsidyProduct: A_PRODUCT,
  defaultProduct: A_PRODUCT,
  orderPrefix: 'TT-',
  importFrom: 0,
  latePolicy: 'import',
  unknownSkuPolicy: 'default',
};

/** What a page came to. */
interface MappedPage {
  readonly records: readonly LoadRecord[];
  readonly decisions: readonly string[];
}

async function mapAll(pages: AsyncIterable<string>, mappings: Mappings): Promise<MappingRun> {
  const heap: number[] = [];
  const decisions: Record<string, number> = {};
  let records = 0;
  let milliseconds = 0;
  for await (const text of pages) {
    const started = performance.now();
    const page = mapPage(text, mappings);
    milliseconds += performance.now() - started;
    for (const decision of page.decisions) decisions[decision] = (decisions[decision] ?? 0) + 1;
    records += page.records.reduce((sum, record) => sum + 1 + (record.children?.['order_line']?.length ?? 0), 0);
    heap.push(process.memoryUsage().heapUsed / BYTES_PER_MB);
  }
  const peakMb = process.resourceUsage().maxRSS / KB_PER_MB;
  return { seconds: milliseconds / 1000, peakMb, growthMb: growth(heap), records, decisions };
}

function mapPage(text: string, mappings: Mappings): MappedPage {
  const { items } = parseEach(Order, (parseJson(text) as { orders: unknown[] }).orders);
  const products = new Map(items.flatMap((order) => order.line_items.map(({ sku_id }) => [sku_id, A_PRODUCT])));
  const mapped = items.map((order) => mapOrder(order, mappings, products));
  // the texts that load() takes are the last thing that a page becomes
  const saleOrders = mapped.flatMap(({ records }) => records.filter(({ children }) => children));
  toTable(saleOrders);
  return { records: mapped.flatMap(({ records }) => records), decisions: mapped.map(({ decision }) => decision) };
}

function mapOrder(
  order: Order,
  mappings: Mappings,
  products: ReadonlyMap<string, ProductBinding>,
): { readonly decision: string; readonly records: LoadRecord[] } {
  const region = mappings.regions[SHOP.region];
  if (!region) throw new Error(`No region ${SHOP.region}`);
  const decision = decideOrder(order, undefined, { shop: SHOP, mappings, products, recreate: false });
  const outcome = outcomeOf(decision, undefined);
  const contacts = { shop: SHOP, region, places: PLACES };
  const records =
    decision.action === 'import'
      ? [
          mapBuyer(order, contacts),
          mapAddress(order, contacts),
          mapSaleOrder(order, { ...contacts, products, profile: PROFILE_19, decision }),
        ]
      : [];
  const shown = outcome && mapTiktokOrder(order, outcome, { saleOrderId: undefined, partnerId: undefined }, SHOP);
  return { decision: decision.action, records: [...records, shown].filter((record) => record !== undefined) };
}

function growth(heap: readonly number[]): number {
  const quarter = Math.max(1, Math.floor(heap.length / 4));
  return Math.min(...heap.slice(-quarter)) - Math.min(...heap.slice(0, quarter));
}

/** One line after the other; `readline` would read all of them ahead. */
async function* readLines(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  let parts: string[] = [];
  for await (const chunk of input) {
    const [head = '', ...tail] = String(chunk).split('\n');
    parts.push(head);
    for (const next of tail) {
      yield parts.join('');
      parts = [next];
    }
  }
}

process.stdin.setEncoding('utf8');
const mappings = loadMappings({ shippedDir: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify(await mapAll(readLines(process.stdin), mappings))}\n`);
