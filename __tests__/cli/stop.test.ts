import { describe, expect, it } from '@jest/globals';
import { listenForStop } from '../../src/cli/stop.ts';

describe('listenForStop', () => {
  it('aborts once at the first signal', async () => {
    let asked = 0;
    const stop = listenForStop(() => (asked += 1));

    process.emit('SIGTERM', 'SIGTERM');

    expect(stop.signal.aborted).toBe(true);
    expect(asked).toBe(1);
    await expect(stop.asked).rejects.toThrow('stopped by SIGTERM');
    stop.release();
  });

  it('leaves signals alone when it is released, and obeys none that never came', () => {
    const before = process.listenerCount('SIGINT');
    const stop = listenForStop(() => undefined);
    expect(process.listenerCount('SIGINT')).toBe(before + 1);

    stop.release();
    stop.obey();

    expect(process.listenerCount('SIGINT')).toBe(before);
    expect(stop.signal.aborted).toBe(false);
  });
});
