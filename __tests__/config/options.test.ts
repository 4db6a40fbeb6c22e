import { describe, expect, it } from '@jest/globals';
import {
  APP_OPTIONS,
  describeOption,
  isAppOptionName,
  isOptionName,
  OPTION_FLAGS,
  OPTION_GROUPS,
  OPTION_NAMES,
  OPTIONS,
  optionSpec,
} from '../../src/config/options.ts';
import { readOption } from '../../src/config/read.ts';

describe('OPTIONS', () => {
  it('have one variable each, that no other has', () => {
    const variables = [
      ...OPTION_NAMES.map((name) => optionSpec(name).env),
      ...Object.values(APP_OPTIONS).map((spec) => `TIKTOK_APP_${spec.env}`),
    ];

    expect(new Set(variables).size).toBe(variables.length);
    for (const variable of variables) expect(variable).toMatch(/^(ODOO|TIKTOK)_[A-Z_]+$/);
  });

  it('are all in one group', () => {
    expect(OPTION_GROUPS.flatMap((group) => group.options).sort()).toEqual([...OPTION_NAMES].sort());
  });

  it('have defaults and examples that they would take themselves', () => {
    for (const name of OPTION_NAMES) {
      const spec = optionSpec(name);
      const text = String(spec.default ?? spec.example ?? '');

      expect({ name, reading: readOption(spec, text, { folder: '/', home: '/' }) }).toEqual({
        name,
        reading: { value: expect.anything() },
      });
    }
  });
});

describe('OPTION_FLAGS', () => {
  it('are there for all but secrets', () => {
    expect(OPTION_FLAGS.map(({ name }) => name)).toEqual(
      OPTION_NAMES.filter((name) => OPTIONS[name].type !== 'secret'),
    );
  });

  it('are what commander takes and hands over', () => {
    expect(OPTION_FLAGS.find(({ name }) => name === 'tiktok_consent_url_us')).toEqual({
      flag: '--tiktok-consent-url-us <url>',
      key: 'tiktokConsentUrlUs',
      name: 'tiktok_consent_url_us',
      description:
        'Page where a seller in the US allows the app. Default: https://services.us.tiktokshop.com/open/authorize.',
    });
  });
});

describe('describeOption', () => {
  it('names bounds, choices and default', () => {
    expect(describeOption(optionSpec('page_size'))).toMatch(/ 1 to 100\. Default: 100\.$/);
    expect(describeOption(optionSpec('odoo_transport'))).toMatch(
      / One of auto, json2, jsonrpc, xmlrpc\. Default: auto\.$/,
    );
  });
});

describe('isOptionName', () => {
  it('knows the table and nothing that all objects have', () => {
    expect(isOptionName('odoo_url')).toBe(true);
    expect(isOptionName('constructor')).toBe(false);
  });
});

describe('isAppOptionName', () => {
  it('knows the table and nothing that all objects have', () => {
    expect(isAppOptionName('app_key')).toBe(true);
    expect(isAppOptionName('toString')).toBe(false);
  });
});
