import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/core/errors.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { goodsControl } from '../../../src/sandbox/control/goods.ts';
import type { GoodsControl, ProductChanges, SkuChanges } from '../../../src/sandbox/control/goodsTypes.ts';
import { makeWorld } from '../../../src/sandbox/makeWorld.ts';

const NOW = 1_770_000_000;

interface Lab {
  readonly control: GoodsControl;
  readonly shopIds: readonly string[];
  readonly changes: () => number;
  readonly skuId: string;
  readonly productId: string;
}

function lab(): Lab {
  const shops = [
    { region: 'US', orders: 0, skus: 12, warehouses: 2 },
    { region: 'JP', orders: 0 },
  ] as const;
  const world = makeWorld({ port: 0, seed: 'goods', logger: silentLogger, shops }, NOW);
  let changes = 0;
  const control = goodsControl({
    world: () => world,
    now: () => NOW,
    changed: () => {
      changes += 1;
    },
  });
  const [first] = control.catalogue();
  return {
    control,
    shopIds: world.shops.map(({ ids }) => ids.shop),
    changes: () => changes,
    skuId: first?.skuId ?? '',
    productId: first?.productId ?? '',
  };
}

describe('goodsControl', () => {
  it('lists products and stock of a shop, the first unless one is named', () => {
    const { control, shopIds } = lab();

    expect(control.products()[0]).toMatchObject({
      status: 'ACTIVATE',
      audit: 'APPROVED',
      title: 'Sample Canvas Tote Bag',
    });
    expect(control.products()[0]?.skuIds).toHaveLength(4);
    expect(control.products(shopIds[1])).toHaveLength(15);
    expect(control.stock()).toHaveLength(control.catalogue().length);
    expect(control.stock(shopIds[1])[0]?.warehouses).toHaveLength(1);
    expect(() => control.stock('1')).toThrow(UsageError);
  });

  it('sets stock by the number of the warehouse', () => {
    const { control, skuId, changes } = lab();
    control.setStock(skuId, 2, 7);
    const bundle = control.catalogue().find(({ kind }) => kind === 'bundle');

    expect(control.stock().find((one) => one.skuId === skuId)?.warehouses).toMatchObject([
      {},
      { number: 2, available: 7 },
    ]);
    expect(changes()).toBe(1);
    for (const [id, warehouse, quantity] of [
      ['1', 1, 1],
      [skuId, 3, 1],
      [skuId, 1, -1],
      [skuId, 1, 1.5],
      [bundle?.skuId ?? '', 1, 1],
    ] as const) {
      expect(() => {
        control.setStock(id, warehouse, quantity);
      }).toThrow(UsageError);
    }
    expect(changes()).toBe(1);
  });

  it('changes products, and the audit with the status', () => {
    const { control, productId } = lab();
    const change = (changes: ProductChanges): unknown => {
      control.setProduct(productId, changes);
      return control.products().find((one) => one.productId === productId);
    };

    expect(change({ title: 'New', updateTime: 5 })).toMatchObject({ title: 'New', status: 'ACTIVATE', updateTime: 5 });
    expect(change({ status: 'PENDING' })).toMatchObject({ audit: 'AUDITING', updateTime: NOW });
    expect(change({ status: 'DRAFT' })).toMatchObject({ audit: 'NONE' });
    expect(change({ status: 'FAILED' })).toMatchObject({ audit: 'FAILED' });
    expect(change({ status: 'ACTIVATE', audit: 'AUDITING' })).toMatchObject({ status: 'ACTIVATE', audit: 'AUDITING' });
    expect(change({ weight: { value: '250', unit: 'GRAM' } })).toMatchObject({
      weight: { value: '250', unit: 'GRAM' },
    });
    expect(() => change({ colour: 'red' } as ProductChanges)).toThrow(/no field colour/);
    expect(() => change({ status: 'NORMAL' } as unknown as ProductChanges)).toThrow(/no status "NORMAL"/);
    expect(() => {
      control.setProduct('1', {});
    }).toThrow(UsageError);
  });

  it('changes SKUs, takes them away and brings them back', () => {
    const { control, skuId, productId } = lab();
    const find = (): unknown => control.catalogue().find((one) => one.skuId === skuId);
    control.setSku(skuId, { sellerSku: ' A 1 ', price: '1.00', barcode: '' });
    expect(find()).toMatchObject({ sellerSku: ' A 1 ', price: '1.00', barcode: '' });

    control.removeSku(skuId);
    expect(find()).toBeUndefined();
    expect(control.stock().some((one) => one.skuId === skuId)).toBe(false);
    expect(control.products().find((one) => one.productId === productId)).toMatchObject({ updateTime: NOW });
    control.setSku(skuId, { isGone: false, status: 'DEACTIVATED' });
    expect(find()).toBeDefined();
    expect(() => {
      control.setSku(skuId, { status: 'FREEZE' } as unknown as SkuChanges);
    }).toThrow(UsageError);
    expect(() => {
      control.removeSku('1');
    }).toThrow(UsageError);
  });

  it('assigns SKUs to warehouses', () => {
    const { control, skuId } = lab();
    const warehouses = (): unknown => control.stock().find((one) => one.skuId === skuId)?.warehouses;
    control.setStock(skuId, 1, 5);
    control.setSku(skuId, { warehouses: [1] });
    expect(warehouses()).toMatchObject([{ number: 1, available: 5 }]);

    control.setSku(skuId, { warehouses: [1, 2] });
    expect(warehouses()).toMatchObject([
      { number: 1, available: 5 },
      { number: 2, available: 0 },
    ]);
  });

  it('puts up new products', () => {
    const { control, shopIds } = lab();
    const skus = [
      { sellerSku: 'N-1', price: '500', barcode: '2000000000015', quantity: 3 },
      { sellerSku: 'N-2', price: '600', attributes: [{ name: 'Color', value: 'Pink' }] },
    ];
    const added = control.addProduct({ shopId: shopIds[1], title: 'Just in', skus });
    const again = control.addProduct({ shopId: shopIds[1], title: 'Also new', status: 'DRAFT', skus });

    expect(added).toMatchObject({ status: 'ACTIVATE', createTime: NOW, updateTime: NOW });
    expect(again).toMatchObject({ status: 'DRAFT', audit: 'NONE' });
    expect(new Set([...added.skuIds, ...again.skuIds, added.productId, again.productId]).size).toBe(6);
    expect(control.catalogue(shopIds[1]).filter(({ productId }) => productId === added.productId)).toMatchObject([
      { sellerSku: 'N-1', title: 'Just in', skuName: 'Default', currency: 'JPY', quantity: 3 },
      { sellerSku: 'N-2', skuName: 'Pink', barcode: '', quantity: 0 },
    ]);
  });

  it('switches warehouses off and takes them away', () => {
    const { control, shopIds } = lab();
    control.setWarehouse(2, { status: 'DISABLED', name: 'Attic' });

    expect(control.warehouses()).toMatchObject([
      { number: 1, name: 'Main warehouse', status: 'ENABLED', isGone: false },
      { number: 2, name: 'Attic', status: 'DISABLED' },
    ]);
    expect(control.warehouses(shopIds[1])).toHaveLength(1);
    expect(() => {
      control.setWarehouse(2, { isGone: true }, shopIds[1]);
    }).toThrow(UsageError);
    expect(() => {
      control.setWarehouse(1, { status: 'NORMAL' } as object);
    }).toThrow(UsageError);
  });
});
