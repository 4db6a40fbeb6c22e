import { describe, expect, it } from '@jest/globals';
import { OdooAccessError, OdooConcurrencyError } from '../../src/odoo/errors.ts';
import { cleanMessage, type LoadAnswer, readAnswer } from '../../src/odoo/loadAnswer.ts';

const records = ['a', 'b', 'c'].map((externalId) => ({ externalId, values: {} }));
const call = { model: 'sale.order', method: 'load' };
const read = (answer: LoadAnswer) => readAnswer(answer, records, call);
const error = (record: number, message: string, field?: string) => ({ type: 'error', record, message, field });

describe('readAnswer', () => {
  it('gives ids by external id', () => {
    expect(read({ ids: [1, 2, 3], messages: [] })).toEqual({
      ids: new Map([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]),
      refused: [],
      stored: true,
    });
  });

  it('gives all records that have an error, each once', () => {
    const messages = [error(1, 'No matching record', 'partner_id'), error(1, 'second', 'x'), error(2, 'Other', 'y')];

    expect(read({ ids: false, messages })).toEqual({
      ids: new Map(),
      refused: [
        { externalId: 'b', message: 'No matching record', field: 'partner_id' },
        { externalId: 'c', message: 'Other', field: 'y' },
      ],
      stored: false,
    });
  });

  it('takes a warning for a refusal, though Odoo has stored the record', () => {
    const warning = { type: 'warning', record: 1, message: 'Found multiple matches' };

    expect(read({ ids: [1, 2, 3], messages: [warning] })).toMatchObject({
      ids: new Map([
        ['a', 1],
        ['c', 3],
      ]),
      refused: [{ externalId: 'b' }],
      stored: true,
    });
  });

  it('does not blame the first record for the error of the whole page that 19 puts in front', () => {
    const messages = [error(0, 'Contacts require a name'), error(2, 'Contacts require a name')];

    expect(read({ ids: false, messages }).refused.map(({ externalId }) => externalId)).toEqual(['c']);
  });

  it('blames the first record when the error is its own', () => {
    expect(read({ ids: false, messages: [error(0, 'x')] }).refused).toHaveLength(1);
    expect(read({ ids: false, messages: [error(0, 'x'), error(0, 'y'), error(1, 'z')] }).refused).toHaveLength(2);
    expect(read({ ids: false, messages: [error(0, 'x', 'name'), error(1, 'z')] }).refused).toHaveLength(2);
  });

  it('passes over what names no record', () => {
    const messages = [{ type: 'warning', message: 'Found more than 10 errors' }, error(7, 'nobody')];

    expect(read({ ids: false, messages })).toEqual({ ids: new Map(), refused: [], stored: false });
  });

  it.each([
    'could not serialize access due to concurrent update',
    'deadlock detected',
    "Unknown database error: 'current transaction is aborted, commands ignored until end of transaction block'",
    'duplicate key value violates unique constraint "ir_model_data_module_name_uniq_index"',
  ])('throws for a conflict of transactions: %s', (message) => {
    expect(() => read({ ids: false, messages: [error(1, message)] })).toThrow(OdooConcurrencyError);
  });

  it('throws when the right is missing on the whole model, and not for what a rule hides', () => {
    const whole =
      "Unknown error during import: <class 'odoo.exceptions.AccessError'>: You are not allowed to create 'Product' (product.product) records.\n\nThis operation is allowed for the following groups:\n\t- Sales/Administrator\n\nContact your administrator.";
    const rule = "Due to security restrictions, you are not allowed to access 'Contact' (res.partner) records.";

    expect(() => read({ ids: false, messages: [error(1, whole)] })).toThrow(OdooAccessError);
    expect(read({ ids: false, messages: [error(1, rule)] }).refused).toHaveLength(1);
  });
});

describe('cleanMessage', () => {
  it('takes away what the import adds, and makes one line', () => {
    const message = "Unknown error during import: <class 'odoo.exceptions.UserError'>: First line\n\n  second line \n";

    expect(cleanMessage(message)).toBe('First line second line');
  });
});
