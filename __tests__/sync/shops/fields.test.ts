import { describe, expect, it } from '@jest/globals';
import type { FieldInfo } from '../../../src/odoo/client.ts';
import type { OdooClient } from '../../../src/odoo/client.ts';
import {
  keyOf,
  parseShopValue,
  requireShopField,
  type ShopField,
  showShopValue,
} from '../../../src/sync/shops/fields.ts';

function field(name: string, info: Partial<FieldInfo>): ShopField {
  return { key: keyOf(name), name, label: name, info: { type: 'char', string: name, ...info } };
}

const POLICY = field('x_late_policy', {
  type: 'selection',
  selection: [
    ['import', 'Import and flag the transfer'],
    ['block', 'Show as blocked'],
  ],
});
const SWITCH = field('x_sync_orders', { type: 'boolean' });
const MOMENT = field('x_import_from', { type: 'datetime' });
const NUMBER = field('x_stock_buffer', { type: 'integer' });
const TEXT = field('x_order_prefix', {});
const SCOPE = {
  // none of these kinds asks Odoo
  odoo: {} as OdooClient,
  companyId: 1,
  zone: 'Europe/London',
  now: 1_790_000_000,
};

describe('keyOf', () => {
  it.each([
    ['x_fbt_warehouse_id', 'fbt-warehouse'],
    ['x_import_from', 'import-from'],
    ['x_name', 'name'],
  ])('writes %s as %s', (name, key) => {
    expect(keyOf(name)).toBe(key);
  });
});

describe('requireShopField', () => {
  it('finds a setting by key and by the name of its field', () => {
    expect(requireShopField([POLICY, TEXT], 'order-prefix')).toBe(TEXT);
    expect(requireShopField([POLICY, TEXT], 'x_late_policy')).toBe(POLICY);
  });

  it('names all keys when there is none such', () => {
    expect(() => requireShopField([POLICY, TEXT], 'prefix')).toThrow(/no setting "prefix"/);
  });
});

describe('parseShopValue', () => {
  it.each(['block', 'BLOCK', 'Show as blocked'])('reads the choice %s', async (text) => {
    expect(await parseShopValue(POLICY, text, SCOPE)).toEqual({ value: 'block', row: 'block' });
  });

  it('names the choices', async () => {
    await expect(parseShopValue(POLICY, 'never', SCOPE)).rejects.toMatchObject({
      remedy: 'Choose one of: import, block.',
    });
  });

  it.each([
    ['yes', true],
    ['on', true],
    ['no', false],
    ['0', false],
  ])('reads the switch %s', async (text, value) => {
    expect(await parseShopValue(SWITCH, text, SCOPE)).toEqual({ value, row: value });
  });

  it.each(['', 'perhaps'])('refuses "%s" for a switch', async (text) => {
    await expect(parseShopValue(SWITCH, text, SCOPE)).rejects.toMatchObject({ remedy: 'Write yes or no.' });
  });

  it.each([
    ['now', '2026-09-21 14:13:20'],
    ['1d', '2026-09-20 14:13:20'],
    ['2026-10-15', '2026-10-14 23:00:00'],
  ])('reads the moment %s in the zone of the shop', async (text, value) => {
    expect(await parseShopValue(MOMENT, text, SCOPE)).toEqual({ value, row: value });
  });

  it('says how moments are written', async () => {
    await expect(parseShopValue(MOMENT, 'yesterday', SCOPE)).rejects.toMatchObject({
      code: 'E_USAGE',
      remedy: expect.stringMatching(/2026-10-15.*Or: now/),
    });
  });

  it.each([
    ['12', 12],
    ['0', 0],
    ['-3', -3],
  ])('reads the number %s', async (text, value) => {
    expect(await parseShopValue(NUMBER, text, SCOPE)).toEqual({ value, row: value });
  });

  it.each(['1.5', 'many', '99999999999'])('refuses "%s" for a whole number', async (text) => {
    await expect(parseShopValue(NUMBER, text, SCOPE)).rejects.toMatchObject({ remedy: 'Write a whole number.' });
  });

  it('takes texts as they are, and clears with nothing', async () => {
    expect(await parseShopValue(TEXT, ' UK- ', SCOPE)).toEqual({ value: 'UK-', row: 'UK-' });
    expect(await parseShopValue(TEXT, '', SCOPE)).toEqual({ value: false, row: false });
    expect(await parseShopValue(POLICY, ' ', SCOPE)).toEqual({ value: false, row: false });
  });
});

describe('showShopValue', () => {
  it.each([
    [SWITCH, true, 'yes'],
    [SWITCH, false, 'no'],
    [TEXT, false, ''],
    [NUMBER, 0, '0'],
    [NUMBER, 12, '12'],
    [MOMENT, '2026-10-14 23:00:00', '2026-10-15 00:00'],
    [field('x_team_id', { type: 'many2one' }), [7, 'Online'], 'Online'],
    [POLICY, 'block', 'block'],
  ])('shows a value as people read it', (shown, row, text) => {
    expect(showShopValue(shown, row, 'Europe/London')).toBe(text);
  });
});
