import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('readAccounts on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  it('finds none before a link', async () => {
    expect(await world.bridge.shops.accounts()).toEqual([]);
  });

  it('tells what is linked, and nothing that is secret', async () => {
    const { openId } = await world.link();

    const accounts = await world.bridge.shops.accounts();

    expect(accounts).toMatchObject([
      { app: 'main', openId, state: 'linked', tokens: 'here', shops: [{ shopId: world.shop.shopId, state: 'new' }] },
    ]);
    expect(accounts[0]?.refreshExpires).toBeGreaterThan(accounts[0]?.accessExpires ?? 0);
    const record = await world.bridge.tokens.read({ app: 'main', openId });
    expect(JSON.stringify(accounts)).not.toContain(record?.accessToken);
    expect(JSON.stringify(accounts)).not.toContain(record?.refreshToken);
  });

  it('says that another host has no tokens', async () => {
    const elsewhere = world.openBridge({ stateDir: world.makeFolder() });

    expect(await elsewhere.shops.accounts()).toMatchObject([{ state: 'linked', tokens: 'missing' }]);
  });

  it('says that a token file is broken, and shows accounts that Odoo does not know', async () => {
    const folder = join(world.stateDir, 'state', 'tokens');
    const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    writeFileSync(join(folder, file), '{"half": ');
    writeFileSync(join(folder, 'main.999.json'), '{}');

    expect(await world.bridge.shops.accounts()).toMatchObject([
      { state: 'linked', tokens: 'broken' },
      { openId: '999', state: 'unknown', tokens: 'broken', shops: [] },
    ]);
  });
});
