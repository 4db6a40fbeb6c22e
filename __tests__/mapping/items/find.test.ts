import { describe, expect, it } from '@jest/globals';
import { findListing, indexListings } from '../../../src/mapping/items/find.ts';
import { itemRow, listing } from '../../helpers/itemFixtures.ts';

const RED = listing(1, { skuId: '10001', itemId: '90001', sellerSku: 'MUG-R' });
const BLUE = listing(2, { skuId: '10002', itemId: '90001', sellerSku: 'MUG-B' });
const CUP = listing(3, { skuId: '10003', itemId: '90002', sellerSku: 'CUP' });
const TWIN = listing(4, { skuId: '10004', itemId: '90003', sellerSku: 'CUP' });
const GONE = listing(5, { skuId: '10005', itemId: '90002', sellerSku: 'CUP-OLD', saleState: 'gone' });
const BARE = listing(6, { itemId: '90004' });
const BARE_OF_CUP = listing(7, { itemId: '90002' });
const BARE_RED = listing(8, { itemId: '90005', sellerSku: 'HAT-R' });
const INDEX = indexListings([RED, BLUE, CUP, TWIN, GONE, BARE, BARE_OF_CUP, BARE_RED]);

describe('findListing', () => {
  it.each([
    ['the SKU ID', { skuId: '10001' }, RED],
    ['the SKU ID before anything else', { skuId: '10002', itemId: '90001', sellerSku: 'MUG-R' }, BLUE],
    ['the SKU ID of one that TikTok no longer lists', { skuId: '10005' }, GONE],
    ['an Item ID with one SKU that is left', { itemId: '90002' }, CUP],
    ['an Item ID and the seller SKU', { itemId: '90001', sellerSku: 'MUG-B' }, BLUE],
    ['an Item ID that a spreadsheet brought', { itemId: '90004' }, BARE],
    ['an Item ID and a seller SKU that a spreadsheet brought', { itemId: '90005', sellerSku: 'HAT-R' }, BARE_RED],
    ['a seller SKU that is unique', { sellerSku: 'MUG-R' }, RED],
  ])('goes by %s', (_what, names, expected) => {
    expect(findListing(itemRow(names), INDEX)).toEqual({ state: 'found', listing: expected });
  });

  it.each([
    ['an unknown SKU ID', { skuId: '10099', itemId: '90001' }],
    ['an unknown Item ID', { itemId: '90099' }],
    ['another SKU of an item that only spreadsheets brought', { itemId: '90005', sellerSku: 'HAT-B' }],
  ])('takes %s for a listing to be made', (_what, names) => {
    expect(findListing(itemRow(names), INDEX)).toEqual({ state: 'new' });
  });

  it.each([
    ['nothing', {}, /names no SKU/],
    ['an Item ID with two SKUs', { itemId: '90001' }, /has 2 such SKUs: fill in the SKU ID/],
    ['a SKU ID of another item', { skuId: '10001', itemId: '90002' }, /belongs to Item ID 90001, not 90002/],
    ['a seller SKU that the item does not have', { itemId: '90001', sellerSku: 'X' }, /no SKU with the Seller SKU X/],
    ['a seller SKU of two listings', { sellerSku: 'CUP' }, /2 listings have the Seller SKU CUP/],
    ['a seller SKU of none', { sellerSku: 'X' }, /No listing has the Seller SKU X/],
  ])('does not guess when a row names %s', (_what, names, why) => {
    expect(findListing(itemRow(names), INDEX)).toEqual({ state: 'unclear', why: expect.stringMatching(why) });
  });
});
