import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PageData, walkPages } from '../../src/tiktok/pages.ts';

async function tokensOfWalk(tokens: readonly (string | null | undefined)[]): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const pages = walkPages('/p', (token) => {
    asked.push(token);
    return Promise.resolve({ next_page_token: tokens[asked.length - 1], total_count: null });
  });
  for await (const page of pages) expect(page).toBeDefined();
  return asked;
}

describe('walkPages', () => {
  it('asks for each page once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string({ minLength: 1 })), async (tokens) => {
        expect(await tokensOfWalk([...tokens, ''])).toEqual([undefined, ...tokens]);
      }),
    );
  });

  it.each([null, undefined, ''])('ends at %j', async (last) => {
    expect(await tokensOfWalk(['a', last, 'never'])).toEqual([undefined, 'a']);
  });

  it.each([[['a', 'a']], [['a', 'b', 'a']]])('ends with an error at a token that comes twice: %j', async (tokens) => {
    await expect(tokensOfWalk(tokens)).rejects.toMatchObject({ code: 'E_TIKTOK_SCHEMA', path: 'next_page_token' });
  });

  it('reads no page that nobody asks for', async () => {
    let read = 0;
    const pages = walkPages('/p', () => Promise.resolve({ next_page_token: `t${(read += 1)}`, total_count: null }));
    for await (const page of pages) if (page.next_page_token === 't2') break;

    expect(read).toBe(2);
  });
});

describe('PageData', () => {
  it('does not lose a page for a count that is none', () => {
    expect(PageData.parse({ orders: [1], total_count: 'many' })).toEqual({ orders: [1], total_count: null });
    expect(PageData.parse({ total_count: '12' })).toEqual({ total_count: 12 });
  });

  it('keeps the list beside the token', () => {
    expect(PageData.parse({ orders: [1], next_page_token: null })).toEqual({ orders: [1], next_page_token: null });
  });
});
