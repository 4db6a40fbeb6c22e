import { describe, expect, it } from '@jest/globals';
import type { Output } from '../../src/cli/output.ts';
import { createSyncProgress } from '../../src/cli/syncProgress.ts';

function recorder(): { readonly lines: string[]; readonly output: Output } {
  const lines: string[] = [];
  const progress = (text: string): ReturnType<Output['progress']> => {
    lines.push(`start ${text}`);
    return { update: (line) => lines.push(line), done: (line) => lines.push(`done ${line ?? ''}`) };
  };
  return { lines, output: { progress } as unknown as Output };
}

describe('createSyncProgress', () => {
  it('has one line for each shop, with how far and how fast', () => {
    const { lines, output } = recorder();
    let now = 0;
    const progress = createSyncProgress(output, 'orders', () => now);

    progress.update('US', 0, 300);
    now = 2000;
    progress.update('US', 100, 300);
    progress.update('GB', 5, undefined);
    now = 4000;
    progress.update('GB', 8, 6);
    progress.done();

    expect(lines).toEqual([
      'start US: reading orders',
      'US: 0 of 300 orders, 0.0 orders/s',
      'US: 100 of 300 orders, 50 orders/s',
      'done US: 100 of 300 orders, 50 orders/s',
      'start GB: reading orders',
      expect.stringMatching(/^GB: 5 orders/),
      'GB: 8 orders, 4.0 orders/s',
      'done GB: 8 orders, 4.0 orders/s',
    ]);
  });

  it('says nothing when no order was read', () => {
    const { lines, output } = recorder();

    createSyncProgress(output).done();

    expect(lines).toEqual([]);
  });
});
