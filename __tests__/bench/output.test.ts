import { describe, expect, it } from '@jest/globals';
import { renderReport } from '../../scripts/bench/output.ts';

describe('renderReport', () => {
  it('shows measures by name and says which targets are missed', () => {
    const report = {
      name: 'orders',
      measures: { orders: 300, speed: { a: 1.5, b: [1, 2] }, pages: [[9, 10], [8]] },
      targets: [
        { name: 'a/b', value: 5, target: '>= 4', ok: true },
        { name: 'calls', value: 13, target: '<= 12', ok: false },
      ],
    };

    expect(renderReport(report)).toBe(
      [
        'orders',
        '  orders   300',
        '  speed.a  1.5',
        '  speed.b  1, 2',
        '  pages    [9, 10], [8]',
        'targets',
        '  a/b      5 (>= 4)  ok',
        '  calls    13 (<= 12)  MISSED',
        '',
      ].join('\n'),
    );
  });
});
