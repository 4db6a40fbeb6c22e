import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { OdooValidationError } from '../../../src/odoo/errors.ts';
import { scheduleActivity } from '../../../src/odoo/procedures/activity.ts';
import { connectTo, createOrders, createStockedProducts } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('scheduleActivity on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let odoo: OdooClient;
  let products: number[];

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    odoo = await connectTo(database);
    products = await createStockedProducts(admin, 1);
  });

  afterAll(async () => {
    odoo.close();
    admin.close();
    await database.drop();
  });

  const text = { summary: 'TikTok: cancelled after shipping', note: 'The buyer has cancelled.' };

  it('puts a to-do on each record, once', async () => {
    const ids = await createOrders(odoo, ['A1', 'A2'], products);
    const [first = 0, second = 0] = ids;

    expect(await scheduleActivity(odoo, 'sale.order', [first], text)).toEqual({ scheduled: [first], already: [] });
    expect(await scheduleActivity(odoo, 'sale.order', ids, text)).toEqual({ scheduled: [second], already: [first] });

    const domain = [
      ['res_model', '=', 'sale.order'],
      ['res_id', 'in', ids],
    ] as const;
    expect(await odoo.searchRead('mail.activity', domain, ['summary'])).toMatchObject(
      [text, text].map(({ summary }) => ({ summary })),
    );
  });

  it('gives it to the person named', async () => {
    const ids = await createOrders(odoo, ['B1'], products);
    const userId = await admin.uid();

    await scheduleActivity(odoo, 'sale.order', ids, { ...text, userId });

    const [row] = await admin.searchRead(
      'mail.activity',
      [
        ['res_model', '=', 'sale.order'],
        ['res_id', 'in', ids],
      ],
      ['user_id'],
    );
    expect((row?.['user_id'] as [number, string])[0]).toBe(userId);
  });

  it('says what to do when the user has no e-mail address, where Odoo asks for one', async () => {
    const ids = await createOrders(odoo, ['C1'], products);
    await admin.write('res.users', [await odoo.uid()], { email: false });

    const outcome = scheduleActivity(odoo, 'sale.order', ids, { ...text, userId: await admin.uid() });

    if (version === '19') await expect(outcome).resolves.toMatchObject({ scheduled: ids });
    else {
      await expect(outcome).rejects.toBeInstanceOf(OdooValidationError);
      await expect(outcome).rejects.toMatchObject({ remedy: expect.stringMatching(/e-mail address/) });
    }
    await admin.write('res.users', [await odoo.uid()], { email: 'tiktok-bridge@example.com' });
  });
});
