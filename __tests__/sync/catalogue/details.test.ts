import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/logger.ts';
import { startDetails } from '../../../src/sync/catalogue/details.ts';
import type { ShopRun } from '../../../src/sync/shops/each.ts';
import type { TiktokClient, TiktokRequest } from '../../../src/tiktok/client.ts';
import { TiktokApiError, TiktokSchemaError } from '../../../src/tiktok/errors.ts';

/** A client that answers each product by its id, and notes what it was asked. */
function answering(answer: (productId: string) => unknown): {
  asked: string[];
  run: Pick<ShopRun, 'tiktok' | 'shop' | 'logger'>;
} {
  const asked: string[] = [];
  const request = async <T>({ path, schema }: TiktokRequest<T>): Promise<T> => {
    const productId = path.split('/').at(-1) ?? '';
    asked.push(productId);
    await Promise.resolve();
    return schema.parse(answer(productId));
  };
  const tiktok: TiktokClient = { request, callCount: () => asked.length };
  return { asked, run: { tiktok, shop: { shopId: '1', cipher: 'c' } as ShopRun['shop'], logger: silentLogger } };
}

describe('startDetails', () => {
  it('reads what was asked for, each once', async () => {
    const { asked, run } = answering((id) => ({ id, update_time: 5 }));
    const reading = startDetails(run, ['1', '2'], undefined);

    expect(await reading.get('1')).toMatchObject({ itemId: '1', updateTime: 5 });
    expect(await reading.get('1')).toMatchObject({ itemId: '1' });
    expect(await reading.get('9')).toBeUndefined();
    await reading.get('2');
    expect(asked).toEqual(['1', '2']);
  });

  it('leaves out products that have gone or cannot be read, and goes on', async () => {
    const { run } = answering((id) => {
      if (id === '1') throw new TiktokApiError('gone', { apiCode: 12_052_032 });
      if (id === '2') throw new TiktokSchemaError('odd', { path: 'skus' });
      return { id };
    });
    const reading = startDetails(run, ['1', '2', '3'], undefined);

    expect([await reading.get('1'), await reading.get('2')]).toEqual([undefined, undefined]);
    expect(await reading.get('3')).toMatchObject({ itemId: '3' });
    expect(reading.failure()).toBeUndefined();
  });

  it('ends with any other error, and keeps it', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
    const error = new TiktokApiError('no', { apiCode: 1 });
    const { asked, run } = answering((id) => {
      if (id === '2') throw error;
      return { id };
    });
    const reading = startDetails(run, ids, undefined);
    const all = await Promise.all(ids.map((id) => reading.get(id)));

    expect(all[0]).toMatchObject({ itemId: '1' });
    expect(all.at(-1)).toBeUndefined();
    expect(reading.failure()).toBe(error);
    expect(asked.length).toBeLessThan(ids.length);
  });

  it('leaves out what has not begun when it is stopped', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
    const { asked, run } = answering((id) => ({ id }));
    const reading = startDetails(run, ids, undefined);
    reading.stop();

    expect(await reading.get('20')).toBeUndefined();
    expect(asked.length).toBeLessThan(ids.length);
  });
});
