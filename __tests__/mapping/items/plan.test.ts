import { describe, expect, it } from '@jest/globals';
import { type ItemPlan, type ItemShop, planItems } from '../../../src/mapping/items/plan.ts';
import type { ItemRow } from '../../../src/mapping/items/rows.ts';
import { itemRow, itemShop, listing } from '../../helpers/itemFixtures.ts';

const LINKED = listing(1, { skuId: '10001', itemId: '90001' }, 'A');
const OPEN = listing(2, { skuId: '10002', itemId: '90002', sellerSku: 'MUG' });
const SHOP = itemShop({ listings: [LINKED, OPEN] });
const OTHER = itemShop({
  id: 9,
  shopId: '7495000000000000009',
  name: 'Shop 9',
  listings: [listing(3, { skuId: '10003', itemId: '90003' })],
});

function plan(rows: readonly Partial<ItemRow>[], shops: readonly ItemShop[] = [SHOP], isNamed = false): ItemPlan {
  const numbered = rows.map((row, index) => itemRow({ row: index + 2, reference: 'B', ...row }));
  return planItems(numbered, shops, shops.length === 1 || isNamed ? shops[0] : undefined, isNamed);
}

function messages(result: ItemPlan): string[] {
  return result.mistakes.map(({ row, message }) => `${row ?? ''} ${message}`);
}

describe('planItems', () => {
  it('links a listing with the product that a row names', () => {
    const { changes, unchanged, mistakes } = plan([{ skuId: '10002', reference: 'A' }]);

    expect(changes).toMatchObject([{ listing: OPEN, productId: 201, row: { row: 2 } }]);
    expect({ unchanged, mistakes }).toEqual({ unchanged: 0, mistakes: [] });
  });

  it('leaves what is linked so already, even where the code is no longer good for a new link', () => {
    const shop = itemShop({ listings: [LINKED], products: new Map() });

    expect(plan([{ skuId: '10001', reference: 'A' }], [shop])).toEqual({ changes: [], unchanged: 1, mistakes: [] });
  });

  it('leaves a product whose code has spaces around it in Odoo, which cells have not', () => {
    const shop = itemShop({ listings: [listing(1, { skuId: '10001' }, ' A ')], products: new Map() });

    expect(plan([{ skuId: '10001', reference: 'A' }], [shop])).toMatchObject({ unchanged: 1, mistakes: [] });
  });

  it('links again where a row names another product', () => {
    expect(plan([{ skuId: '10001', reference: 'B' }]).changes).toMatchObject([{ listing: LINKED, productId: 202 }]);
  });

  it('makes a listing of an id that none has', () => {
    expect(plan([{ itemId: '90077' }, { skuId: '10077' }]).changes).toMatchObject([
      { listing: undefined, productId: 202 },
      { listing: undefined, productId: 202 },
    ]);
  });

  it('collects all mistakes with their rows', () => {
    const result = plan([
      { skuId: '10002', reference: 'NOBODY' },
      { itemId: '90001', skuId: '10002' },
      { sellerSku: 'NONE' },
      { skuId: '10001', shopId: '7495000000000000404' },
    ]);

    expect(messages(result)).toEqual([
      expect.stringMatching(/^2 No product has the Internal Reference NOBODY/),
      expect.stringMatching(/^3 SKU ID 10002 belongs to Item ID 90002/),
      expect.stringMatching(/^4 No listing has the Seller SKU NONE/),
      expect.stringMatching(/^5 There is no shop 7495000000000000404 in Odoo; there are: Shop 1/),
    ]);
  });

  it('sees two rows that name the same SKU, however they name it', () => {
    const result = plan([
      { skuId: '10002' },
      { itemId: '90002' },
      { sellerSku: 'MUG' },
      { skuId: '10099' },
      { skuId: '10099' },
    ]);

    expect(messages(result)).toEqual([
      '3 Row 2 names the same SKU: delete one of the two.',
      '4 Row 2 names the same SKU: delete one of the two.',
      '6 Row 5 names the same SKU: delete one of the two.',
    ]);
  });

  it('sees two rows of an item that cannot be told apart, and lets those pass that can', () => {
    expect(messages(plan([{ itemId: '90077' }, { itemId: '90077' }]))).toEqual([
      '3 Row 2 names the same item: fill in the SKU ID or the Seller SKU of each.',
    ]);
    expect(
      plan([
        { itemId: '90077', sellerSku: 'R' },
        { itemId: '90077', sellerSku: 'B' },
      ]).mistakes,
    ).toEqual([]);
  });

  describe('with several shops', () => {
    it('needs to know the shop of a row', () => {
      expect(messages(plan([{ skuId: '10002' }], [SHOP, OTHER]))).toEqual([
        expect.stringMatching(/^2 Fill in the Shop ID, or name the shop with --shop/),
      ]);
      expect(plan([{ skuId: '10002', shopId: SHOP.shopId }], [SHOP, OTHER]).changes).toHaveLength(1);
      expect(plan([{ skuId: '10002' }], [SHOP, OTHER], true).changes).toHaveLength(1);
    });

    it('sees ids of another shop', () => {
      expect(messages(plan([{ skuId: '10003' }, { itemId: '90003' }], [SHOP, OTHER], true))).toEqual([
        '2 SKU ID 10003 belongs to Shop 9 (7495000000000000009), not to Shop 1: correct the Shop ID.',
        '3 Item ID 90003 belongs to Shop 9 (7495000000000000009), not to Shop 1: correct the Shop ID.',
      ]);
    });

    it('sees rows of another shop than the one that was named', () => {
      expect(messages(plan([{ skuId: '10003', shopId: OTHER.shopId }], [SHOP, OTHER], true))).toEqual([
        expect.stringMatching(/^2 The row belongs to shop 7495000000000000009, not to Shop 1/),
      ]);
    });
  });

  it('refuses ids with the zeros of a spreadsheet, but not one that is known with them', () => {
    const known = listing(7, { skuId: '1729382256910270000', itemId: '1729382256910280000' });

    expect(
      messages(plan([{ skuId: '1729382256910270000' }, { itemId: '1729382256910280000' }])).map((text) =>
        text.slice(0, 60),
      ),
    ).toEqual([
      expect.stringMatching(/^2 SKU ID 1729382256910270000 was rounded/),
      expect.stringMatching(/^3 Item ID 1729382256910280000 was rounded/),
    ]);
    expect(
      plan([{ skuId: known.seen.skuId, itemId: known.seen.itemId }], [itemShop({ listings: [known] })]).mistakes,
    ).toEqual([]);
  });
});
