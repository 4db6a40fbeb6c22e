import { describe, expect, it } from '@jest/globals';
import { BridgeError } from '../../src/core/errors.ts';
import {
  isAbortedText,
  isConcurrencyText,
  isNoDatabaseText,
  noSuchDatabase,
  OdooAccessError,
  OdooAddonError,
  OdooConcurrencyError,
  OdooFaultError,
  OdooLoginError,
  OdooMissingError,
  OdooValidationError,
  OdooVersionError,
  toOdooError,
  unusableAnswer,
} from '../../src/odoo/errors.ts';

const call = { model: 'sale.order', method: 'write' };

describe('toOdooError', () => {
  it.each([
    ['odoo.exceptions.AccessError', 'You may not', OdooAccessError],
    ['odoo.exceptions.AccessDenied', 'Access Denied', OdooLoginError],
    ['werkzeug.exceptions.Unauthorized', 'Invalid apikey', OdooLoginError],
    ['odoo.exceptions.UserError', 'No', OdooValidationError],
    ['odoo.exceptions.ValidationError', 'No', OdooValidationError],
    ['odoo.exceptions.RedirectWarning', 'Go there', OdooValidationError],
    ['odoo.exceptions.UserError', 'Record does not exist or has been deleted.', OdooMissingError],
    ['odoo.exceptions.MissingError', 'gone', OdooMissingError],
    ['psycopg2.errors.SerializationFailure', 'x', OdooConcurrencyError],
    ['odoo.exceptions.LockError', 'x', OdooConcurrencyError],
    ['builtins.Exception', 'deadlock detected', OdooConcurrencyError],
    ['psycopg2.OperationalError', 'FATAL: database "x" does not exist', OdooLoginError],
    ['builtins.KeyError', "'x'", OdooFaultError],
    ['', 'whatever', OdooFaultError],
  ])('makes of %s (%s) a %p', (exception, message, type) => {
    expect(toOdooError({ exception, message }, call)).toBeInstanceOf(type);
  });

  it('says which right on which model is missing, and who gives it', () => {
    const message =
      "You are not allowed to modify 'Transfer' (stock.picking) records.\n\nThis operation is allowed for the following groups:\n\t- Inventory/User\n\t- Sales/User\n\nContact your administrator to request access if necessary.";

    expect(toOdooError({ exception: 'odoo.exceptions.AccessError', message }, call)).toMatchObject({
      message: "You are not allowed to modify 'Transfer' (stock.picking) records.",
      model: 'stock.picking',
      operation: 'write',
      wholeModel: true,
      remedy:
        'Give the Odoo user the right to write stock.picking. One of these groups gives it: Inventory/User, Sales/User.',
      context: { model: 'stock.picking', method: 'write', right: 'write' },
    });
  });

  it('names the model of the call when Odoo names none', () => {
    expect(toOdooError({ exception: 'odoo.exceptions.AccessError', message: 'No.' }, call)).toMatchObject({
      model: 'sale.order',
      operation: undefined,
      wholeModel: false,
    });
  });

  it('makes one line of many, and always has one', () => {
    expect(toOdooError({ exception: 'odoo.exceptions.UserError', message: 'One.\n\n  Two.' }).message).toBe(
      'One. Two.',
    );
    expect(toOdooError({ exception: 'odoo.exceptions.UserError', message: ' ' }).message).toBe('Odoo gave no reason.');
  });

  it('says which error may be repeated', () => {
    expect(toOdooError({ exception: 'x', message: 'deadlock detected' }).retryable).toBe(true);
    expect(toOdooError({ exception: 'odoo.exceptions.UserError', message: 'No' }).retryable).toBe(false);
  });

  it('tells what 14 wants when the user has no e-mail address', () => {
    const message = "Unable to log message, please configure the sender's email address.";

    expect(toOdooError({ exception: 'odoo.exceptions.UserError', message }).remedy).toMatch(/e-mail address/);
  });
});

describe('unusableAnswer', () => {
  it.each([
    ['<html>', /HTML/],
    ['  ', /empty/],
    ['{"a":', /cut/],
  ])('says what came: %j', (text, expected) => {
    expect(unusableAnswer(502, text, 'unknown', call)).toMatchObject({
      message: expect.stringMatching(expected),
      status: 502,
      outcome: 'unknown',
      context: { model: 'sale.order', status: 502 },
    });
  });
});

describe('the classes', () => {
  it.each([
    [new OdooVersionError('x'), 'E_ODOO_VERSION', 'operator'],
    [new OdooAddonError('x'), 'E_ODOO_ADDON', 'operator'],
    [new OdooFaultError('x', 'builtins.KeyError'), 'E_ODOO_FAULT', 'developer'],
    [noSuchDatabase(), 'E_ODOO_LOGIN', 'operator'],
  ])('have a code and somebody who must act: %p', (error, code, actor) => {
    expect(error).toBeInstanceOf(BridgeError);
    expect(error).toMatchObject({ code, actor });
  });
});

describe('the texts', () => {
  it('are told apart', () => {
    expect(isConcurrencyText('could not obtain lock on row')).toBe(true);
    expect(isConcurrencyText('Error, a partner cannot follow twice the same object.')).toBe(true);
    expect(isConcurrencyText('duplicate key value violates unique constraint "my_name_uniq"')).toBe(false);
    expect(isAbortedText('current transaction is aborted')).toBe(true);
    expect(isNoDatabaseText('<p>No database is selected and the requested URL was not found')).toBe(true);
  });
});
