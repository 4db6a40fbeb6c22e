import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readListingViews, requestOf } from '../../helpers/catalogueWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';
import { type CatalogueReport } from '../../../src/sync/catalogue/report.ts';
import { syncCatalogue } from '../../../src/sync/catalogue/sync.ts';

describe.each(VERSIONS)('the catalogues of several shops on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, {
      shops: [
        { region: 'US', name: 'First' },
        { region: 'US', name: 'Second', seller: 'Another Seller', skuPrefix: 'B-' },
      ],
    });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function syncAll(shop?: string): Promise<CatalogueReport[]> {
    return syncCatalogue(await world.bridge.shopSyncDeps(), { ...requestOf(), shop });
  }

  async function runs(): Promise<Record<string, unknown>[]> {
    const fields = ['x_name', 'x_state', 'x_read', 'x_created', 'x_updated', 'x_blocked', 'x_message'];
    return world.admin.searchRead('x_tiktok_run', [['x_job', '=', 'catalogue']], fields, { order: 'id' });
  }

  it('are read apart, and each leaves a record of what it did', async () => {
    const reports = await syncAll();
    const [first, second] = world.shops;

    expect(reports.map(({ shop, read, counts }) => [shop, read, counts.sellerSku, counts.unmatched])).toEqual([
      ['First', 17, 17, 0],
      ['Second', 17, 0, 17],
    ]);
    expect(first && (await readListingViews(world, first)).size).toBe(17);
    expect(second && (await readListingViews(world, second)).size).toBe(17);
    expect(await runs()).toMatchObject([
      { x_name: 'First: catalogue', x_state: 'done', x_read: 17, x_created: 17, x_blocked: 0 },
      { x_name: 'Second: catalogue', x_state: 'partial', x_created: 17, x_blocked: 17 },
    ]);
    expect((await runs())[0]?.['x_message']).toContain('seller SKU 17');
  });

  it('leave no record when nothing has changed', async () => {
    const before = (await runs()).length;
    const reports = await syncAll();

    expect(reports.map(({ written }) => written)).toEqual([0, 0]);
    expect(await runs()).toHaveLength(before);
  });

  it('do not keep each other when one cannot be read', async () => {
    world.control.revoke(world.control.authorisations()[0]?.openId);
    const reports = await syncAll();
    const codes = reports.map(({ error }) => error?.code);

    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes).toContain('E_TIKTOK_AUTH');
    expect((await runs()).at(-1)).toMatchObject({ x_state: 'failed' });
  });
});
