import { describe, expect, it } from '@jest/globals';
import { expectedSign } from '../../src/sandbox/sign.ts';
import { readTiktokFixture } from '../helpers/sandboxClient.ts';

interface Vector {
  readonly name: string;
  readonly app_secret: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly content_type: string;
  readonly sign: string;
}

const vectors = readTiktokFixture('signing-vectors') as readonly Vector[];

describe('expectedSign', () => {
  it.each(vectors)('agrees with $name', (vector) => {
    const call = {
      path: vector.path,
      query: new Map(Object.entries(vector.query)),
      body: Buffer.from(vector.body, 'utf8'),
      contentType: vector.content_type,
    };

    expect(expectedSign(call, vector.app_secret)).toBe(vector.sign);
  });

  it('leaves out sign and access_token, and nothing else', () => {
    const call = { path: '/a', query: new Map([['b', '1']]), body: Buffer.alloc(0), contentType: '' };
    const more = new Map([...call.query, ['sign', 'x'], ['access_token', 'y']]);

    expect(expectedSign({ ...call, query: more }, 'secret')).toBe(expectedSign(call, 'secret'));
    expect(expectedSign({ ...call, query: new Map([['b', '2']]) }, 'secret')).not.toBe(expectedSign(call, 'secret'));
    expect(expectedSign({ ...call, body: Buffer.from('{}') }, 'secret')).not.toBe(expectedSign(call, 'secret'));
  });
});
