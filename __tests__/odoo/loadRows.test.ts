import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupByColumns, toTable } from '../../src/odoo/loadRows.ts';
import type { LoadRecord } from '../../src/odoo/values.ts';

const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c/id'), cell);
const line = fc.record({ externalId: fc.uuid(), values });
const record: fc.Arbitrary<LoadRecord> = fc.record({
  externalId: fc.uuid(),
  values,
  children: fc.dictionary(fc.constantFrom('x', 'y'), fc.array(line, { maxLength: 3 })),
});

describe('toTable', () => {
  it('writes children below their parent, with empty parent columns and ids of their own', () => {
    const order = {
      externalId: 'm.order_1',
      values: { name: 'A', active: true },
      children: {
        lines: [
          { externalId: 'm.line_1', values: { qty: 2, price: 20.5 } },
          { externalId: 'm.line_2', values: { qty: 0 } },
        ],
      },
    };

    expect(toTable([order])).toEqual({
      fields: ['id', 'active', 'name', 'lines/id', 'lines/price', 'lines/qty'],
      data: [
        ['m.order_1', '1', 'A', '', '', ''],
        ['', '', '', 'm.line_1', '20.5', '2'],
        ['', '', '', 'm.line_2', '', '0'],
      ],
    });
  });

  it('keeps children of several fields apart', () => {
    const children = {
      x: [{ externalId: 'm.x', values: { a: 1 } }],
      y: [{ externalId: 'm.y', values: { b: false } }],
    };

    expect(toTable([{ externalId: 'm.p', values: {}, children }])).toEqual({
      fields: ['id', 'x/id', 'x/a', 'y/id', 'y/b'],
      data: [
        ['m.p', '', '', '', ''],
        ['', 'm.x', '1', '', ''],
        ['', '', '', 'm.y', '0'],
      ],
    });
  });

  it('names records by database id when asked to', () => {
    expect(toTable([{ externalId: '7', values: { name: 'A' } }], '.id')).toEqual({
      fields: ['.id', 'name'],
      data: [['7', 'A']],
    });
  });

  it('writes nothing for nothing', () => {
    expect(toTable([])).toEqual({ fields: [], data: [] });
  });

  it('refuses numbers that are none, and grandchildren', () => {
    const parent = { externalId: 'm.p', values: {} };
    const child = { ...parent, children: { z: [parent] } };

    expect(() => toTable([{ externalId: 'm.a', values: { qty: Number.NaN } }])).toThrow(TypeError);
    expect(() => toTable([{ ...parent, children: { x: [child] } }])).toThrow(TypeError);
  });

  it('writes a full row for every record and every child, each id once', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), (records) => {
        const tables = groupByColumns(records).map((group) => toTable(group));
        const written = tables.flatMap(({ fields, data }) =>
          data.flatMap((row) =>
            row.filter((_, index) => /(^|\/)id$/.test(fields[index] ?? '') && !fields[index]?.endsWith('c/id')),
          ),
        );
        const expected = records.flatMap(({ externalId, children = {} }) => [
          externalId,
          ...Object.values(children).flatMap((lines) => lines.map((child) => child.externalId)),
        ]);

        expect(tables.every(({ fields, data }) => data.every((row) => row.length === fields.length))).toBe(true);
        expect(written.filter((id) => id !== '').sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe('groupByColumns', () => {
  it('puts records of the same columns together, whatever their order', () => {
    const records = [
      { externalId: '1', values: { a: 1, b: 2 } },
      { externalId: '2', values: { a: 1 } },
      { externalId: '3', values: { b: 2, a: 1 } },
    ];

    expect(groupByColumns(records).map((group) => group.map(({ externalId }) => externalId))).toEqual([
      ['1', '3'],
      ['2'],
    ]);
  });

  it('takes a record without children for one that has no such column', () => {
    const withChild = { externalId: '1', values: {}, children: { x: [{ externalId: '2', values: { a: 1 } }] } };
    const without = { externalId: '3', values: {}, children: { x: [] } };

    expect(groupByColumns([withChild, without])).toHaveLength(2);
    expect(toTable([without]).fields).toEqual(['id']);
  });

  it('loses no record and writes no cell that a record does not have', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 10 }), (records) => {
        const groups = groupByColumns(records);

        expect(groups.flat().length).toBe(records.length);
        for (const group of groups) {
          const columns = group.map((one) => Object.keys(one.values).sort());
          expect(columns.every((own) => own.join() === columns[0]?.join())).toBe(true);
        }
      }),
    );
  });
});
