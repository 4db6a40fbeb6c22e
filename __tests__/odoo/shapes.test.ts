import { describe, expect, it } from '@jest/globals';
import { OdooFaultError } from '../../src/odoo/errors.ts';
import { FieldsOfModel, IdOrIds, Ids, Rows, shaped } from '../../src/odoo/shapes.ts';

const call = { model: 'res.partner', method: 'read' };

describe('shaped', () => {
  it('gives answers of the known shapes', () => {
    expect(shaped(Ids, [1, 2], call)).toEqual([1, 2]);
    expect(shaped(IdOrIds, 7, call)).toEqual([7]);
    expect(shaped(Rows, [{ id: 1, name: 'A', parent_id: [2, 'B'] }], call)).toEqual([
      { id: 1, name: 'A', parent_id: [2, 'B'] },
    ]);
    expect(shaped(FieldsOfModel, { name: { type: 'char', string: 'Name', help: 'x' } }, call)).toEqual({
      name: { type: 'char', string: 'Name' },
    });
  });

  it('drops options that are no pairs of texts', () => {
    const field = { type: 'selection', string: 'State', selection: [[false, 'None']] };

    expect(shaped(FieldsOfModel, { state: field }, call)['state']?.selection).toBeUndefined();
  });

  it.each([[null], [[0]], [['1']], [{}]])('throws for %j, with the call', (answer) => {
    expect(() => shaped(Ids, answer, call)).toThrow(OdooFaultError);
    expect(() => shaped(Ids, answer, call)).toThrow(/res\.partner\.read/);
  });
});
