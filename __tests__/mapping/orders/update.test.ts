import { describe, expect, it } from '@jest/globals';
import { parseAmount } from '../../../src/core/money.ts';
import { addressKey } from '../../../src/mapping/orders/address.ts';
import type { KnownSaleOrder } from '../../../src/mapping/orders/types.ts';
import { decideUpdate } from '../../../src/mapping/orders/update.ts';
import type { Order } from '../../../src/tiktok/schemas/order.ts';
import {
  buildAddress,
  buildDecideContext,
  buildKnown,
  buildLineItem,
  buildOrder,
  buildSaleOrder,
  buildShop,
  regionOf,
} from '../../helpers/builders.ts';

const goods = {
  id: 8,
  kind: 'goods',
  skuId: '1730000000000000001',
  quantity: 2,
  priceUnit: parseAmount('20'),
} as const;
const key = addressKey(buildOrder(), buildShop(), regionOf('US').address) ?? '';
const partly = buildOrder({ line_items: [buildLineItem(), buildLineItem({ display_status: 'CANCELLED' })] });
const moved = buildOrder({ recipient_address: buildAddress({ address_line1: '2 Other Road' }) });

function decide(order: Order, facts: Partial<KnownSaleOrder> = {}): ReturnType<typeof decideUpdate> {
  const saleOrder = buildSaleOrder({ lines: [goods], ...facts });
  return decideUpdate(order, buildKnown({ addressKey: key, saleOrder }), saleOrder, buildDecideContext(order));
}

describe('decideUpdate', () => {
  it('changes nothing when only TikTok’s own facts changed', () => {
    expect(decide(buildOrder({ status: 'DELIVERED' }), { shipped: true, invoiced: true })).toEqual({
      action: 'update',
      changes: { lines: [], addressKey: undefined },
      notice: undefined,
    });
  });

  it('lowers the quantity when units were cancelled', () => {
    expect(decide(partly)).toMatchObject({
      action: 'update',
      changes: { lines: [{ lineId: 8, kind: 'goods', quantity: 1, priceUnit: 20_000_000n }] },
    });
  });

  it('sees to the pickings of lines that an interrupted run may have lowered', () => {
    const saleOrder = buildSaleOrder({ lines: [{ ...goods, quantity: 1 }] });
    const decideLowered = (facts: Partial<KnownSaleOrder>, unitsChanged: boolean): ReturnType<typeof decideUpdate> =>
      decideUpdate(
        partly,
        buildKnown({ addressKey: key, saleOrder, unitsChanged }),
        { ...saleOrder, ...facts },
        buildDecideContext(partly),
      );

    expect(decideLowered({}, true)).toMatchObject({ changes: { lines: [{ lineId: 8, quantity: 1 }] } });
    expect(decideLowered({}, false)).toMatchObject({ changes: { lines: [] } });
    expect(decideLowered({ shipped: true }, true)).toMatchObject({ action: 'update', changes: { lines: [] } });
  });

  it.each([
    [{ shipped: true }, 'partial_cancel_shipped'],
    [{ invoiced: true }, 'partial_cancel_invoiced'],
  ])('leaves cancelled units to a person when %j', (facts, code) => {
    expect(decide(partly, facts)).toMatchObject({ action: 'attention', code });
  });

  it('leaves it to a person when quantities were changed in Odoo as well', () => {
    const other = buildLineItem({ sku_id: '2' });
    const order = buildOrder({ line_items: [...partly.line_items, other] });
    const lines = [goods, { ...goods, id: 9, skuId: '2', quantity: 0 }];

    expect(decide(order, { lines })).toMatchObject({ action: 'attention', code: 'partial_cancel_edited' });
  });

  it('names the new delivery contact when the address changed', () => {
    expect(decide(moved)).toMatchObject({
      action: 'update',
      changes: { addressKey: addressKey(moved, buildShop(), regionOf('US').address) },
    });
  });

  it('leaves a changed address to a person when goods have left', () => {
    expect(decide(moved, { shipped: true })).toMatchObject({ action: 'attention', code: 'address_shipped' });
  });

  it.each(['IN_TRANSIT', 'DELIVERED', 'COMPLETED'])('does not mind addresses any more in %s', (status) => {
    expect(decide({ ...moved, status }, { shipped: true })).toMatchObject({
      action: 'update',
      changes: { addressKey: undefined },
    });
  });

  it('says when the buyer asks to cancel', () => {
    expect(decide(buildOrder({ is_buyer_request_cancel: true }))).toMatchObject({ notice: { code: 'buyer_cancel' } });
  });

  it('leaves an order alone that cannot be read any more', () => {
    expect(decide(buildOrder({ payment: null }))).toMatchObject({ action: 'attention', code: 'no_payment' });
  });
});
