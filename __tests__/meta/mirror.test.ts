import { describe, expect, it } from '@jest/globals';
import { isTypesOnly, listSources, readSources } from '../helpers/sources.ts';

/** Files of src (or folders, with `/` at the end) without a test of their own: the test that covers them, and why. */
const COVERED_BY: Readonly<Record<string, readonly [test: string, reason: string]>> = {
  'addon/actions.ts': ['addon/declaration.test.ts', 'data'],
  'addon/groups.ts': ['addon/install.test.ts', 'a step of install'],
  'addon/layers/': ['addon/declaration.test.ts', 'what a declaration is made of'],
  'addon/masterData.ts': ['addon/uninstall.test.ts', 'a step of uninstall'],
  'addon/models/': ['addon/declaration.test.ts', 'data'],
  'addon/plan.ts': ['addon/install.test.ts', 'what install and upgrade follow'],
  'addon/records.ts': ['addon/declaration.test.ts', 'data'],
  'addon/references.ts': ['addon/install.test.ts', 'the first step of a plan'],
  'addon/refill.ts': ['addon/uninstall.test.ts', 'what an install after an uninstall does'],
  'addon/remove.ts': ['addon/uninstall.test.ts', 'a step of uninstall'],
  'addon/requireAddon.ts': ['addon/install.test.ts', 'asked before, between and after installs'],
  'addon/strays.ts': ['addon/uninstall.test.ts', 'a step of uninstall'],
  'addon/views/account.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/build.ts': ['addon/views/all.test.ts', 'what views are made of'],
  'addon/views/listing.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/order.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/run.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/shop.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/shopPages.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/standard.ts': ['addon/views/all.test.ts', 'data'],
  'addon/views/warehouse.ts': ['addon/views/all.test.ts', 'data'],
  'addon/write.ts': ['addon/install.test.ts', 'a step of install'],
  'cli/program.ts': ['cli/main.test.ts', 'what every command line goes through'],
  'odoo/groupedSum.ts': ['sync/inventory/sync.test.ts', 'how stock is added up'],
  'odoo/leanRead.ts': ['sync/inventory/sync.test.ts', 'how listings are read'],
  'odoo/loadPages.ts': ['odoo/loader.test.ts', 'what createOnce and upsert are made of'],
  'odoo/methods.ts': ['odoo/client.test.ts', 'what a client is made of'],
  'odoo/procedures/attention.ts': ['odoo/procedures/cancel.test.ts', 'what keeps an order from being undone'],
  'odoo/procedures/demand.ts': ['odoo/procedures/quantity.test.ts', 'the second half of changing quantities'],
  'odoo/transport/types.ts': ['odoo/transport/index.test.ts', 'the names of the protocols'],
  'sandbox/control/checkNames.ts': ['sandbox/control/control.test.ts', 'how changes are checked'],
  'sandbox/control/route.ts': ['sandbox/control/routes.test.ts', 'what routes are made of'],
  'sandbox/control/sell.ts': ['sandbox/stock.test.ts', 'how buyers place orders'],
  'sandbox/operations/productWire.ts': ['sandbox/operations/products.test.ts', 'products as they are answered'],
  'sandbox/operations/skuRows.ts': ['sandbox/operations/inventory.test.ts', 'how the SKUs of a call are read'],
  'sandbox/productCodes.ts': ['sandbox/operations/inventory.test.ts', 'data'],
  'sync/catalogue/barcodes.ts': ['sync/catalogue/run.test.ts', 'a second try by barcode'],
  'sync/catalogue/currencies.ts': ['sync/catalogue/run.test.ts', 'currencies of prices'],
  'sync/catalogue/listings.ts': ['sync/catalogue/run.test.ts', 'what is compared'],
  'sync/catalogue/matching.ts': ['sync/catalogue/run.test.ts', 'how products are found'],
  'sync/catalogue/pages.ts': ['sync/catalogue/run.test.ts', 'in which order is written'],
  'sync/catalogue/productFacts.ts': ['sync/catalogue/products.test.ts', 'which products are made, and how'],
  'sync/catalogue/variants.ts': ['sync/catalogue/products.test.ts', 'templates and their variants'],
  'sync/catalogue/write.ts': ['sync/catalogue/run.test.ts', 'what is written'],
  'sync/inventory/': ['sync/inventory/sync.test.ts', 'the steps of a stock sync'],
  'sync/leader.ts': ['sync/orders/change.test.ts', 'who gets an activity'],
  'sync/items/export.ts': ['sync/items/import.test.ts', 'the first half of a round trip'],
  'sync/items/read.ts': ['sync/items/import.test.ts', 'what both halves of a round trip read'],
  'sync/orders/known.ts': ['sync/orders/change.test.ts', 'what a page reads before it decides'],
  'sync/orders/listings.ts': ['sync/orders/replay.test.ts', 'how orders find their products'],
  'sync/orders/progress.ts': ['sync/orders/run.test.ts', 'how a run keeps its place'],
  'sync/orders/record.ts': ['sync/orders/change.test.ts', 'the last step of a page'],
  'sync/orders/resume.ts': ['e2e/interruptions.test.ts', 'what the next run does after an interrupted one'],
  'sync/orders/show.ts': ['cli/commands/show.test.ts', 'what show order prints'],
  'sync/orders/totals.ts': ['sync/orders/page.test.ts', 'what keeps an order from being confirmed'],
  'sync/places.ts': ['sync/orders/import.test.ts', 'states and countries of addresses'],
  'sync/prices/': ['sync/prices/sync.test.ts', 'the steps of a price sync'],
  'sync/runs.ts': ['sync/orders/sync.test.ts', 'the record that a run leaves'],
  'sync/shops/draft.ts': ['sync/shops/enable.test.ts', 'what enabling fills in'],
  'sync/shops/make.ts': ['sync/shops/enable.test.ts', 'what enabling makes'],
  'sync/shops/needs.ts': ['sync/shops/check.test.ts', 'data'],
  'sync/units.ts': ['sync/orders/import.test.ts', 'units that lines of Odoo 14 name'],
};

/** Folders of tests that mirror nothing. */
const APART = /^(meta|helpers|scripts|bench|e2e|fixtures)\//;

const sources = readSources('src');
const tests = listSources('__tests__').filter((path) => path.endsWith('.test.ts'));

function isListed(path: string): boolean {
  return Object.keys(COVERED_BY).some((listed) => (listed.endsWith('/') ? path.startsWith(listed) : path === listed));
}

function testOf(path: string): string {
  return path.replace(/\.ts$/, '.test.ts');
}

describe('src', () => {
  it('has a test beside every file, types alone and listed files apart', () => {
    const missing = sources
      .filter((source) => !isTypesOnly(source) && !isListed(source.path))
      .map(({ path }) => testOf(path))
      .filter((test) => !tests.includes(test));

    expect(missing).toEqual([]);
  });

  it('lists only what is there, has no test of its own and is covered by one that is there', () => {
    const stale = Object.keys(COVERED_BY).filter(
      (listed) => !sources.some(({ path }) => path === listed || (listed.endsWith('/') && path.startsWith(listed))),
    );
    const tested = Object.keys(COVERED_BY).filter((listed) => tests.includes(testOf(listed)));
    const uncovered = Object.values(COVERED_BY).filter(([test]) => !tests.includes(test));

    expect({ stale, tested, uncovered }).toEqual({ stale: [], tested: [], uncovered: [] });
  });
});

describe('__tests__', () => {
  it('holds no test whose file is gone', () => {
    const orphans = tests
      .filter((path) => !APART.test(path))
      .filter((path) => !sources.some((source) => testOf(source.path) === path));

    expect(orphans).toEqual([]);
  });
});
