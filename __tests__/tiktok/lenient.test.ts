import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { parseEach } from '../../src/tiktok/lenient.ts';

const Thing = z.looseObject({ id: z.string(), lines: z.array(z.looseObject({ sku: z.string() })).optional() });

describe('parseEach', () => {
  it('sets odd elements apart and says where they are odd', () => {
    const odd = { id: '2', lines: [{ sku: 'a' }, { sku: 5 }] };

    expect(parseEach(Thing, [{ id: '1' }, odd, null, { id: 3 }])).toMatchObject({
      items: [{ id: '1' }],
      rejected: [
        { id: '2', path: 'lines.1.sku', raw: odd },
        { id: undefined, path: '', raw: null },
        { id: '3', path: 'id', raw: { id: 3 } },
      ],
    });
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (elements) => {
        const { items, rejected } = parseEach(Thing, elements);

        expect(items.length + rejected.length).toBe(elements.length);
      }),
    );
  });

  it('does not quote values in its messages', () => {
    const [entry] = parseEach(z.object({ phone: z.literal('a') }), [{ phone: '+1555' }]).rejected;

    expect(entry?.message).not.toContain('1555');
  });
});
