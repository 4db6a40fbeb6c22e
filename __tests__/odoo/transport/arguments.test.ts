import { describe, expect, it } from '@jest/globals';
import { toExecuteKw, toNamed } from '../../../src/odoo/transport/arguments.ts';

describe('toExecuteKw', () => {
  it('gives the first arguments of ORM methods by position, the others by name', () => {
    const args = { domain: [['id', '=', 1]], fields: ['name'], limit: 5 };

    expect(toExecuteKw({ model: 'res.partner', method: 'search_read', args, context: { tz: 'UTC' } })).toEqual([
      'res.partner',
      'search_read',
      [[['id', '=', 1]]],
      { fields: ['name'], limit: 5, context: { tz: 'UTC' } },
    ]);
  });

  it('gives records first', () => {
    const [, , positional, named] = toExecuteKw({ model: 'm', method: 'write', ids: [1, 2], args: { vals: { a: 1 } } });

    expect(positional).toEqual([[1, 2], { a: 1 }]);
    expect(named).toEqual({});
  });

  it('does not move arguments up when the first is missing', () => {
    const [, , positional, named] = toExecuteKw({ model: 'm', method: 'load', args: { data: [] } });

    expect(positional).toEqual([]);
    expect(named).toEqual({ data: [] });
  });

  it('gives all arguments of other methods by name, in a fresh array', () => {
    const call = { model: 'm', method: 'activity_schedule', ids: [1], args: { summary: 'x' } };

    expect(toExecuteKw(call)).toEqual(['m', 'activity_schedule', [[1]], { summary: 'x' }]);
    expect(toExecuteKw(call)[2]).not.toBe(toExecuteKw(call)[2]);
  });
});

describe('toNamed', () => {
  it('puts ids and context beside the arguments', () => {
    const call = { model: 'm', method: 'write', ids: [1], args: { vals: { a: 'b\0' } }, context: { tz: 'UTC' } };

    expect(toNamed(call)).toEqual({ ids: [1], vals: { a: 'b' }, context: { tz: 'UTC' } });
  });

  it('names no ids for a method of the model', () => {
    expect(toNamed({ model: 'm', method: 'search', args: { domain: [] } })).toEqual({ domain: [] });
  });
});
