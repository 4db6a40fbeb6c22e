import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { createCaller, mayRepeat } from '../../src/odoo/caller.ts';
import { OdooConcurrencyError, OdooValidationError } from '../../src/odoo/errors.ts';
import type { OdooCall, OdooTransport } from '../../src/odoo/transport/types.ts';

const notSent = new TransportError('refused', 'not-sent');
const lost = new TransportError('lost', 'unknown');
const conflict = new OdooConcurrencyError('conflict');
const call = { model: 'res.partner', method: 'create' };

/** A transport that fails in a given order and then answers with the call it was given. */
function failing(...errors: Error[]): OdooTransport & { calls: OdooCall[] } {
  const calls: OdooCall[] = [];
  return {
    kind: 'json2',
    calls,
    call: (request) => {
      calls.push(request);
      const error = errors[calls.length - 1];
      return error ? Promise.reject(error) : Promise.resolve(request.context);
    },
    uid: () => Promise.resolve(2),
    close: () => undefined,
  };
}

describe('createCaller', () => {
  it('repeats what was not sent', async () => {
    const transport = failing(notSent);
    const caller = createCaller(transport, silentLogger);

    await expect(caller.call(call, { tz: 'UTC' })).resolves.toEqual({ tz: 'UTC' });
    expect(caller.count()).toBe(2);
  });

  it('never repeats after a lost answer what may be done twice', async () => {
    const transport = failing(lost);

    await expect(createCaller(transport, silentLogger).call(call, {})).rejects.toBe(lost);
    expect(transport.calls).toHaveLength(1);
  });

  it('repeats after a lost answer what states a target', async () => {
    const transport = failing(lost);

    await createCaller(transport, silentLogger).call({ ...call, repeatable: true }, {});

    expect(transport.calls).toHaveLength(2);
  });

  it('repeats what the database has undone because of a conflict', async () => {
    const transport = failing(conflict, conflict);

    await createCaller(transport, silentLogger).call(call, {});

    expect(transport.calls).toHaveLength(3);
  });

  it('gives up a conflict that stays', async () => {
    const transport = failing(...Array.from({ length: 10 }, () => conflict));

    await expect(createCaller(transport, silentLogger).call(call, {})).rejects.toBe(conflict);
    expect(transport.calls.length).toBeLessThan(10);
  });

  it('does not repeat what Odoo refuses', async () => {
    const transport = failing(new OdooValidationError('no'));

    await expect(createCaller(transport, silentLogger).call({ ...call, repeatable: true }, {})).rejects.toThrow('no');
    expect(transport.calls).toHaveLength(1);
  });

  it('lets the context of a call win over that of the client', async () => {
    const transport = failing();

    await createCaller(transport, silentLogger).call(
      { ...call, context: { lang: 'de_DE' } },
      { lang: 'en_US', tz: 'UTC' },
    );

    expect(transport.calls[0]?.context).toEqual({ lang: 'de_DE', tz: 'UTC' });
  });
});

describe('mayRepeat', () => {
  it('says no when something that is not Odoo answered at the address', () => {
    expect(mayRepeat(new TransportError('404', 'not-sent', { status: 404 }), call)).toBe(false);
    expect(mayRepeat(new Error('x'), { ...call, repeatable: true })).toBe(false);
  });
});
