import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../src/odoo/client.ts';
import { OdooAccessError, OdooVersionError } from '../../src/odoo/errors.ts';
import { createOnce, upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { buyerRecord, connectTo, createStockedProducts, orderRecord } from '../helpers/odooFixtures.ts';
import { startLossyProxy } from '../helpers/lossyProxy.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];

describe.each(VERSIONS)('the loader on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let odoo: OdooClient;
  let products: number[];

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    odoo = await connectTo(database);
    products = await createStockedProducts(admin, 3);
  });

  afterAll(async () => {
    odoo.close();
    admin.close();
    await database.drop();
  });

  const linesOf = async (orderId: number): Promise<string[]> => {
    const lines = await odoo.searchRead(
      'sale.order.line',
      [['order_id', '=', orderId]],
      ['name', 'product_uom_qty', 'price_unit'],
      { order: 'id' },
    );
    return lines.map(
      (line) => `${String(line['name'])} ${String(line['product_uom_qty'])} × ${String(line['price_unit'])}`,
    );
  };

  describe('createOnce', () => {
    it('makes orders with lines in one call and answers their ids', async () => {
      const buyers = [buyerRecord('a1'), buyerRecord('a2')];
      await createOnce(odoo, 'res.partner', buyers);
      const before = odoo.callCount();

      const records = [orderRecord(odoo, 'A1', 'a1', products), orderRecord(odoo, 'A2', 'a2', products.slice(0, 1))];
      const { ids, refused } = await createOnce(odoo, 'sale.order', records);

      expect(odoo.callCount() - before).toBe(1);
      expect(refused).toEqual([]);
      expect([...ids.keys()]).toEqual(records.map((record) => record.externalId));
      expect(await linesOf(ids.get(externalId('order', 'A1')) ?? 0)).toEqual([
        'Line 0 2 × 20',
        'Line 1 2 × 20',
        'Line 2 2 × 20',
      ]);
      expect(await linesOf(ids.get(externalId('order', 'A2')) ?? 0)).toEqual(['Line 0 2 × 20']);
    });

    it('gives the lines their external ids', async () => {
      await createOnce(odoo, 'res.partner', [buyerRecord('b1')]);
      const { ids } = await createOnce(odoo, 'sale.order', [orderRecord(odoo, 'B1', 'b1', products.slice(0, 2))]);

      const names = [externalId('order_line', 'B1', 0), externalId('order_line', 'B1', 1)];
      const lines = await odoo.findByXid('sale.order.line', names);

      const stored = await odoo.search('sale.order.line', [['order_id', '=', ids.get(externalId('order', 'B1'))]]);
      expect([...lines.values()].sort()).toEqual(stored.sort());
    });

    it('leaves an order that a person has edited as it is, and makes the new ones of the same page', async () => {
      await createOnce(odoo, 'res.partner', [buyerRecord('c1')]);
      const old = orderRecord(odoo, 'C1', 'c1', products.slice(0, 1));
      const first = await createOnce(odoo, 'sale.order', [old]);
      const orderId = first.ids.get(old.externalId) ?? 0;
      const [lineId] = await odoo.search('sale.order.line', [['order_id', '=', orderId]]);
      await odoo.write('sale.order.line', [lineId ?? 0], { product_uom_qty: 1, price_unit: 20 });
      await odoo.write('sale.order', [orderId], { client_order_ref: 'edited' });

      const fresh = orderRecord(odoo, 'C2', 'c1', products.slice(0, 1));
      const second = await createOnce(odoo, 'sale.order', [fresh, old]);

      expect([...second.ids.keys()].sort()).toEqual([old.externalId, fresh.externalId].sort());
      expect(second.ids.get(old.externalId)).toBe(orderId);
      expect(await linesOf(orderId)).toEqual(['Line 0 1 × 20']);
      expect(await odoo.read('sale.order', [orderId], ['client_order_ref'])).toMatchObject([
        { client_order_ref: 'edited' },
      ]);
    });

    it('makes an order again after it was deleted, with its lines', async () => {
      await createOnce(odoo, 'res.partner', [buyerRecord('d1')]);
      const record = orderRecord(odoo, 'D1', 'd1', products.slice(0, 2));
      const first = await createOnce(odoo, 'sale.order', [record]);
      await admin.unlink('sale.order', [...first.ids.values()]);

      const second = await createOnce(odoo, 'sale.order', [record]);

      expect(second.refused).toEqual([]);
      expect(second.ids.get(record.externalId)).not.toBe(first.ids.get(record.externalId));
      expect(await linesOf(second.ids.get(record.externalId) ?? 0)).toHaveLength(2);
    });

    it('sets refused records aside with the words of Odoo and stores the others', async () => {
      await createOnce(odoo, 'res.partner', [buyerRecord('e1')]);
      const good = (key: string) => orderRecord(odoo, key, 'e1', products.slice(0, 1));
      const noBuyer = orderRecord(odoo, 'E2', 'nobody', products.slice(0, 1));
      const noProduct = orderRecord(odoo, 'E4', 'e1', [999_999]);
      const before = odoo.callCount();

      const { ids, refused } = await createOnce(odoo, 'sale.order', [
        good('E1'),
        noBuyer,
        good('E3'),
        noProduct,
        good('E5'),
      ]);

      expect([...ids.keys()]).toEqual(['E1', 'E3', 'E5'].map((key) => externalId('order', key)));
      expect(refused.map((record) => record.externalId).sort()).toEqual([noBuyer.externalId, noProduct.externalId]);
      expect(refused.find((record) => record.externalId === noBuyer.externalId)?.message).toMatch(
        /No matching record found for external id .*nobody/,
      );
      expect(refused.find((record) => record.externalId === noProduct.externalId)?.message).toMatch(
        /No matching record found for database id '999999'/,
      );
      expect(odoo.callCount() - before).toBeLessThanOrEqual(4);
    });

    it('does not blame the first record for what a later one has done', async () => {
      const records = [buyerRecord('f1'), buyerRecord('f2'), buyerRecord('f3', { name: '' }), buyerRecord('f4')];

      const { ids, refused } = await createOnce(odoo, 'res.partner', records);

      expect(ids.size).toBe(3);
      expect(refused.map((record) => record.externalId)).toEqual([externalId('buyer', 'test', 'f3')]);
      expect(refused[0]?.message).toMatch(/name/i);
    });

    it('takes a page apart in which many records are refused', async () => {
      const records = Array.from({ length: 60 }, (_, index) => buyerRecord(`g${index}`, index % 2 ? {} : { name: '' }));

      const { ids, refused } = await createOnce(odoo, 'res.partner', records);

      expect(ids.size).toBe(30);
      expect(refused).toHaveLength(30);
    });

    it('keeps the defaults of columns that a record does not name', async () => {
      const records = [buyerRecord('h1', { lang: 'en_US', active: false }), buyerRecord('h2')];

      const { ids } = await createOnce(odoo, 'res.partner', records);

      const rows = await odoo.read('res.partner', [...ids.values()], ['active']);
      expect(rows.map((row) => row['active'])).toEqual([false, true]);
    });

    it('lets records of one page refer to earlier ones', async () => {
      const parent = buyerRecord('i1');
      const child = buyerRecord('i2', { 'parent_id/id': parent.externalId, type: 'delivery' });

      const { ids, refused } = await createOnce(odoo, 'res.partner', [parent, child]);

      expect(refused).toEqual([]);
      const [row] = await odoo.read('res.partner', [ids.get(child.externalId) ?? 0], ['parent_id']);
      expect((row?.['parent_id'] as [number, string])[0]).toBe(ids.get(parent.externalId));
    });

    it('makes no double when two processes load the same page at once', async () => {
      const other = await connectTo(database);
      const buyers = Array.from({ length: 20 }, (_, index) => buyerRecord(`j${index}`));
      const page = buyers.map((_, index) => orderRecord(odoo, `J${index}`, `j${index}`, products.slice(0, 2)));
      const importPage = async (client: OdooClient): Promise<ReadonlyMap<string, number>> => {
        await createOnce(client, 'res.partner', buyers);
        const { ids, refused } = await createOnce(client, 'sale.order', page);
        expect(refused).toEqual([]);
        return ids;
      };

      const [mine, theirs] = await Promise.all([importPage(odoo), importPage(other)]);
      other.close();

      expect(mine.size).toBe(20);
      expect([...mine]).toEqual([...theirs]);
      expect(await odoo.searchCount('sale.order', [['client_order_ref', '=like', 'J%']])).toBe(20);
      expect(await odoo.searchCount('res.partner', [['name', '=like', 'TikTok buyer j%']])).toBe(20);
    });

    it('makes no double when the answer was lost', async () => {
      const proxy = await startLossyProxy(database.url);
      const lossy = await connectTo({ ...database, url: proxy.url });
      await createOnce(odoo, 'res.partner', [buyerRecord('o1')]);
      const record = orderRecord(odoo, 'O1', 'o1', products);
      proxy.loseNext('O1');

      const { ids } = await createOnce(lossy, 'sale.order', [record]);

      expect(proxy.lost()).toBe(1);
      expect(await odoo.search('sale.order', [['client_order_ref', '=', 'O1']])).toEqual([...ids.values()]);
      lossy.close();
      await proxy.close();
    });

    it('stores texts that no database can hold without what it cannot hold', async () => {
      const text = `🎉 مرحبا ]]> ]]></value> \0\u0007\uD800 ${'x'.repeat(5000)}`;

      const { ids, refused } = await createOnce(odoo, 'res.partner', [
        buyerRecord('k1', { comment: text, street: '🎉 ]]>]]>\0' }),
      ]);

      expect(refused).toEqual([]);
      const [row] = await odoo.read('res.partner', [...ids.values()], ['street']);
      expect(row?.['street']).toBe('🎉 ]]>]]>');
    });

    it('throws when the user may not create such records, instead of refusing each', async () => {
      const record = { externalId: externalId('product', 'test', 1), values: { name: 'Product' } };
      const promise = createOnce(odoo, 'product.product', [
        record,
        { ...record, externalId: externalId('product', 'test', 2) },
      ]);

      await expect(promise).rejects.toBeInstanceOf(OdooAccessError);
      await expect(promise).rejects.toMatchObject({ operation: 'create' });
    });

    it('throws when a column does not exist, and names it', async () => {
      const promise = createOnce(odoo, 'res.partner', [buyerRecord('l1', { x_tiktok_nothing: 'x' })]);

      await expect(promise).rejects.toBeInstanceOf(OdooVersionError);
      await expect(promise).rejects.toThrow(/res\.partner has no field x_tiktok_nothing/);
    });
  });

  describe('upsert', () => {
    it('overwrites the columns given and no others', async () => {
      await upsert(odoo, 'res.partner', [buyerRecord('m1', { street: 'Old street', city: 'Old city' })]);

      const { ids } = await upsert(odoo, 'res.partner', [
        buyerRecord('m1', { street: 'New street' }),
        buyerRecord('m2', { city: 'X' }),
      ]);

      const rows = await odoo.read('res.partner', [...ids.values()], ['street', 'city']);
      expect(rows).toMatchObject([
        { street: 'New street', city: 'Old city' },
        { street: false, city: 'X' },
      ]);
    });

    it('does not make createOnce overwrite what it has written', async () => {
      const first = await upsert(odoo, 'res.partner', [buyerRecord('n1')]);
      await odoo.write('res.partner', [...first.ids.values()], { name: 'Edited' });

      const second = await createOnce(odoo, 'res.partner', [buyerRecord('n1')]);

      expect([...second.ids]).toEqual([...first.ids]);
      expect(await odoo.read('res.partner', [...first.ids.values()], ['name'])).toMatchObject([{ name: 'Edited' }]);
    });
  });
});
