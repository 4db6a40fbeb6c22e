import { describe, expect, it } from '@jest/globals';
import type { Rows } from '../../../src/core/tables.ts';
import { readItemRows } from '../../../src/mapping/items/rows.ts';

const ITEM = '1729382256910270123';
const SKU = '1729382256910270999';

function read(rows: Rows): ReturnType<typeof readItemRows> {
  return readItemRows([{ sheet: '', rows }]);
}

/** Rows of Seller Center's bulk edit: names for machines, then names, rules and hints for people. */
const BULK_EDIT: Rows = [
  ['product_id', 'category', 'product_name', 'sku_id', 'variation_value', 'price', 'seller_sku'],
  ['V4', 'All_Information', 'metric', '', '', '', ''],
  ['Product ID', 'Category', 'Product name', 'SKU ID', 'Variation value', 'Price', 'Seller SKU'],
  ['Mandatory', 'Mandatory', 'Mandatory', 'Mandatory', 'Optional', 'Mandatory', 'Optional'],
  ['Uneditable', 'Uneditable', 'Editable', 'Uneditable', 'Editable', 'Editable', 'Editable'],
  [ITEM, 'Mugs (600001)', 'Mug', SKU, 'Red', '9.90', 'MUG-R'],
  [ITEM, 'Mugs (600001)', 'Mug', '1729382256910270998', 'Blue', '9.90', ''],
];

/** The file with one more column, named in one of the rows above the first product. */
function withReference(rows: Rows, headingIn: number, references: readonly string[]): Rows {
  return rows.map((row, index) => [...row, index === headingIn ? 'Internal Reference' : (references[index - 5] ?? '')]);
}

describe('readItemRows', () => {
  it('reads the columns by their names, in any order', () => {
    const { rows, skipped, mistakes } = read([
      ['Notes', 'Internal Reference', 'Seller SKU', 'Item ID', 'SKU ID', 'Shop ID', 'Title', 'Variant', 'Barcode'],
      ['x', ' MUG-1 ', 'mug', ITEM, SKU, '7495000000000000001', 'Mug', 'Red', '400638'],
      ['y', '', 'cup', '', '', '', '', '', ''],
      ['', '', '', '', '', '', '', '', ''],
    ]);

    expect({ skipped, mistakes }).toEqual({ skipped: 1, mistakes: [] });
    expect(rows).toEqual([
      {
        row: 2,
        shopId: '7495000000000000001',
        itemId: ITEM,
        skuId: SKU,
        sellerSku: 'mug',
        title: 'Mug',
        variant: 'Red',
        reference: 'MUG-1',
        barcode: '400638',
      },
    ]);
  });

  it.each([0, 2])("reads the file of Seller Center's bulk edit, with the column added in row %d", (headingIn) => {
    const { rows, skipped, mistakes } = read(withReference(BULK_EDIT, headingIn, ['MUG-1']));

    expect({ skipped, mistakes }).toEqual({ skipped: 1, mistakes: [] });
    expect(rows).toMatchObject([
      { row: 6, itemId: ITEM, skuId: SKU, sellerSku: 'MUG-R', title: 'Mug', variant: 'Red', reference: 'MUG-1' },
    ]);
  });

  it('finds the sheet and the row with the headings', () => {
    const file = readItemRows([
      { sheet: 'Help', rows: [['How to fill this in'], ['SKU']] },
      { sheet: 'Template', rows: [['Our items'], [], ['SKU ID', 'Internal Reference'], [SKU, 'MUG-1']] },
    ]);

    expect(file).toMatchObject({ rows: [{ row: 4, skuId: SKU, reference: 'MUG-1' }], mistakes: [] });
  });

  it('says which column is missing, and what a file without headings lacks', () => {
    expect(read(BULK_EDIT).mistakes).toEqual([
      { row: 1, message: expect.stringMatching(/no column Internal Reference: add it/) },
    ]);
    expect(read([[ITEM, SKU, 'MUG-1']]).mistakes).toEqual([
      { row: undefined, message: expect.stringMatching(/No headings/) },
    ]);
    expect(read([]).mistakes).toHaveLength(1);
  });

  it('says that two columns have the same name', () => {
    expect(
      read([
        ['SKU ID', 'Internal Reference', 'Reference'],
        [SKU, 'A', 'B'],
      ]).mistakes,
    ).toEqual([{ row: 1, message: expect.stringMatching(/Two columns are called Internal Reference/) }]);
  });

  it('names every row whose ids the spreadsheet has broken, and says how to avoid it', () => {
    const { rows, mistakes } = read([
      ['Item ID', 'SKU ID', 'Internal Reference'],
      ['1.7E+18', '', 'A'],
      [ITEM, '1.72938E+18', 'B'],
      ['SKU-1', '', 'C'],
      [ITEM, SKU, 'D'],
      ['1.7E+18', '', ''],
    ]);

    expect(rows.map(({ row }) => row)).toEqual([5]);
    expect(mistakes).toEqual([
      { row: 2, message: expect.stringMatching(/^Item ID 1\.7E\+18 was cut by the spreadsheet.*as text.*\.xlsx/) },
      { row: 3, message: expect.stringMatching(/^SKU ID 1\.72938E\+18 was cut/) },
      { row: 4, message: expect.stringMatching(/^Item ID SKU-1 is no id of TikTok/) },
    ]);
  });
});
