import { describe, expect, it } from '@jest/globals';
import { settle } from '../../src/addon/settle.ts';
import { OdooAccessError, OdooFaultError, OdooValidationError } from '../../src/odoo/errors.ts';

const AT_ONCE = { attempts: 3, baseMs: 0, capMs: 0, jitterMs: 1 };

/** A task that fails with these errors one after the other, then works. */
function failing(...errors: readonly Error[]): { readonly task: () => Promise<string>; readonly calls: () => number } {
  let calls = 0;
  const task = (): Promise<string> => {
    const error = errors[calls];
    calls += 1;
    return error ? Promise.reject(error) : Promise.resolve('done');
  };
  return { task, calls: () => calls };
}

describe('settle', () => {
  it('tries again while Odoo stumbles', async () => {
    const stumbles = [
      new OdooFaultError('dictionary changed size', 'RuntimeError'),
      new OdooValidationError('activity_ids'),
    ];

    await expect(settle(failing(...stumbles).task, AT_ONCE)).resolves.toBe('done');
  });

  it('gives a refusal back that stays', async () => {
    const refusal = new OdooValidationError('Element cannot be located');
    const { task, calls } = failing(refusal, refusal, refusal, refusal);

    await expect(settle(task, AT_ONCE)).rejects.toBe(refusal);
    expect(calls()).toBe(3);
  });

  it('tries nothing again that a right is missing for', async () => {
    const { task, calls } = failing(new OdooAccessError('no', {}));

    await expect(settle(task, AT_ONCE)).rejects.toThrow(OdooAccessError);
    expect(calls()).toBe(1);
  });
});
