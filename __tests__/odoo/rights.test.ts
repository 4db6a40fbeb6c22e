import { describe, expect, it } from '@jest/globals';
import { grantsOf, isWholeModelText, operationOf, RIGHT_OPERATIONS } from '../../src/odoo/rights.ts';

const MESSAGE =
  "You are not allowed to delete 'Contact' (res.partner) records.\n\nThis operation is allowed for the following groups:\n\t- Extra Rights/Contact Creation\n\t- Settings\n\nContact your administrator.";

describe('operationOf', () => {
  it.each([
    ["You are not allowed to access 'X' (x) records.", 'read'],
    ["You are not allowed to modify 'X' (x) records.", 'write'],
    ["You are not allowed to create 'X' (x) records.", 'create'],
    [MESSAGE, 'unlink'],
    ["Uh-oh! You doesn't have 'write' access to: X", 'write'],
    ['Something else', undefined],
  ])('reads %j', (message, operation) => {
    expect(operationOf(message)).toBe(operation);
    if (operation) expect(RIGHT_OPERATIONS).toContain(operation);
  });
});

describe('grantsOf', () => {
  it('lists the groups', () => {
    expect(grantsOf(MESSAGE)).toEqual(['Extra Rights/Contact Creation', 'Settings']);
    expect(grantsOf('No groups here')).toEqual([]);
  });
});

describe('isWholeModelText', () => {
  it('tells a missing right from a record rule', () => {
    expect(isWholeModelText(MESSAGE)).toBe(true);
    expect(
      isWholeModelText("Due to security restrictions, you are not allowed to access 'Contact' (res.partner) records."),
    ).toBe(false);
  });
});
