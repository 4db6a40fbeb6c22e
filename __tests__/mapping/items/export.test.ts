import { describe, expect, it } from '@jest/globals';
import { ITEM_HEADINGS, toItemCells } from '../../../src/mapping/items/export.ts';
import { readItemRows } from '../../../src/mapping/items/rows.ts';
import { listing } from '../../helpers/itemFixtures.ts';

describe('toItemCells', () => {
  it('writes what readItemRows reads', () => {
    const ids = { skuId: '1729382256910270999', itemId: '1729382256910270123', sellerSku: 'MUG-R' };
    const one = listing(1, { ...ids, title: 'Mug', variant: 'Red', barcode: '400638' }, 'MUG-1');
    const cells = toItemCells('7495000000000000001', one, 'Seller SKU');

    expect(ITEM_HEADINGS).toHaveLength(cells.length);
    expect(cells.at(-1)).toBe('Seller SKU');
    expect(readItemRows([{ sheet: 'Items', rows: [ITEM_HEADINGS, cells] }])).toEqual({
      rows: [
        {
          row: 2,
          shopId: '7495000000000000001',
          ...ids,
          title: 'Mug',
          variant: 'Red',
          reference: 'MUG-1',
          barcode: '400638',
        },
      ],
      skipped: 0,
      mistakes: [],
    });
  });
});
