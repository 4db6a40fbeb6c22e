import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OptionSpec } from '../../src/config/options.ts';
import { readOption } from '../../src/config/read.ts';

const PLACE = { folder: '/etc/bridge', home: '/home/me' };

function spec(parts: Partial<OptionSpec>): OptionSpec {
  return { type: 'text', description: 'A thing.', env: 'THING', ...parts };
}

describe('readOption', () => {
  it.each([
    ['origin', 'https://Odoo.Example.com/', 'https://odoo.example.com'],
    ['origin', 'http://127.0.0.1:8069', 'http://127.0.0.1:8069'],
    ['url', 'https://a.example/open/authorize/', 'https://a.example/open/authorize'],
    ['path', 'state', '/etc/bridge/state'],
    ['path', '~/state', '/home/me/state'],
    ['path', '/var/x', '/var/x'],
    ['secret', ' p#;%1= ', ' p#;%1= '],
  ] as const)('reads %s %s', (type, text, value) => {
    expect(readOption(spec({ type }), text, PLACE)).toEqual({ value });
  });

  it.each([
    ['origin', 'odoo.example.com', 'must be an address that begins with https:// or http://'],
    ['origin', 'http:odoo', 'must be an address that begins with https:// or http://'],
    ['origin', 'file:///etc', 'must be an address that begins with https:// or http://'],
    ['origin', 'https://a.example/web', 'must be the address of the server alone: https://a.example'],
    ['url', 'https://me:hunter22@a.example', 'must not hold a user or password'],
    ['url', 'https://a.example/?token=hunter22', 'must end before the ? or #'],
    ['text', 'a\nb', 'must be on one line (a line that is indented goes on with the one above)'],
  ] as const)('refuses %s %j', (type, text, mistake) => {
    expect(readOption(spec({ type }), text, PLACE)).toEqual({ mistake });
  });

  it.each(['', '-1', '0', '6', '1.5', '1e0', '0x1', '٣', 'three'])('refuses %j where 1 to 5 is asked', (text) => {
    expect(readOption(spec({ type: 'integer', min: 1, max: 5 }), text, PLACE)).toEqual({
      mistake: `must be a whole number from 1 to 5, not ${JSON.stringify(text)}`,
    });
  });

  it('reads every integer within its bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        expect(readOption(spec({ type: 'integer' }), String(value), PLACE)).toEqual({ value });
      }),
    );
  });

  it('never quotes a secret', () => {
    const reading = readOption(spec({ type: 'secret' }), 'hunter22\nhunter23', PLACE);

    expect(JSON.stringify(reading)).not.toContain('hunter');
  });
});
