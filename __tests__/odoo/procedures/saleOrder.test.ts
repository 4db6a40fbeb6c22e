import { describe, expect, it } from '@jest/globals';
import { isConfirmed, isDraft } from '../../../src/odoo/procedures/saleOrder.ts';

describe('isDraft and isConfirmed', () => {
  it.each([
    ['draft', true, false],
    ['sent', true, false],
    ['sale', false, true],
    ['done', false, true],
    ['cancel', false, false],
  ])('tell %s', (state, draft, confirmed) => {
    expect([isDraft({ state }), isConfirmed({ state })]).toEqual([draft, confirmed]);
  });
});
