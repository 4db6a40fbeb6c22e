import { describe, expect, it } from '@jest/globals';
import {
  BridgeError,
  ConfigError,
  ERROR_CODES,
  explain,
  MappingError,
  ShopSettingsError,
  ShopTwiceError,
  StateError,
  TransportError,
  UsageError,
} from '../../src/core/errors.ts';

const CLASSES = [UsageError, ConfigError, MappingError, StateError, ShopSettingsError, ShopTwiceError];

describe('ERROR_CODES', () => {
  it.each(Object.entries(ERROR_CODES))('%s is explained in one sentence', (code, { meaning }) => {
    expect(code).toMatch(/^E_[A-Z_]+$/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  });
});

describe('BridgeError', () => {
  it.each(CLASSES)('%p says who must act and keeps cause, context and remedy', (type) => {
    const cause = new Error('why');
    const error = new type('What.', { cause, context: { shopId: '1' }, remedy: 'Do this.' });

    expect(error).toBeInstanceOf(BridgeError);
    expect(error.name).toBe(type.name);
    expect(error.actor).toBe(ERROR_CODES[error.code].actor);
    expect(error).toMatchObject({ cause, context: { shopId: '1' }, remedy: 'Do this.', retryable: false });
  });

  it('has an empty context and no cause unless told', () => {
    const error = new ConfigError('What.');

    expect(error.context).toEqual({});
    expect('cause' in error).toBe(false);
  });
});

describe('TransportError', () => {
  it('says whether the request may have arrived', () => {
    expect(new TransportError('m', 'not-sent', { status: 502 })).toMatchObject({
      outcome: 'not-sent',
      status: 502,
      retryable: true,
      actor: 'nobody',
    });
  });
});

describe('explain', () => {
  it.each([
    [new ConfigError('Wrong.', { remedy: 'Mend it.' }), 'Wrong. Mend it.'],
    [new ConfigError('Wrong.'), 'Wrong.'],
    [new TypeError('plain'), 'plain'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('puts %p into a line', (error, line) => {
    expect(explain(error)).toBe(line);
  });
});
