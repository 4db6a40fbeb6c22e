import { describe, expect, it } from '@jest/globals';
import { isIncomplete, type OrderOutcome, type OrdersReport, OutcomeBook } from '../../../src/sync/orders/report.ts';

function outcome(orderId: string, result: OrderOutcome['result'], changed = true): OrderOutcome {
  return { orderId, status: 'AWAITING_SHIPMENT', result, changed };
}

describe('OutcomeBook', () => {
  it('counts each order once, by its last result', () => {
    const book = new OutcomeBook();
    book.add([outcome('1', 'blocked'), outcome('2', 'created')]);
    book.add([outcome('1', 'created')]);

    expect(book.size).toBe(2);
    expect(book.counts()).toMatchObject({ created: 2, blocked: 0 });
  });

  it('keeps what is known of an order that has not changed since', () => {
    const book = new OutcomeBook();
    book.add([outcome('1', 'waiting', false)]);
    book.add([outcome('1', 'unchanged', false)]);

    expect(book.counts()).toMatchObject({ waiting: 1, unchanged: 0 });
    expect(book.changed()).toBe(0);
  });

  it('lists what needs a person, and on request everything that changes', () => {
    const book = new OutcomeBook();
    book.add([outcome('1', 'created'), outcome('2', 'blocked', false), outcome('3', 'unchanged', false)]);

    expect(book.listed(false).map(({ orderId }) => orderId)).toEqual(['2']);
    expect(book.listed(true).map(({ orderId }) => orderId)).toEqual(['1', '2']);
  });
});

describe('isIncomplete', () => {
  const counts = new OutcomeBook().counts();
  const report = { counts } as OrdersReport;

  it.each([
    { what: 'nothing left', with: {}, expected: false },
    { what: 'a blocked order', with: { counts: { ...counts, blocked: 1 } }, expected: true },
    { what: 'an order that needs attention', with: { counts: { ...counts, attention: 1 } }, expected: true },
    { what: 'a waiting order', with: { counts: { ...counts, waiting: 1 } }, expected: false },
    { what: 'an error', with: { error: { code: 'E_TRANSPORT', message: 'No answer.' } }, expected: true },
  ])('is $expected with $what', ({ with: more, expected }) => {
    expect(isIncomplete({ ...report, ...more })).toBe(expected);
  });
});
