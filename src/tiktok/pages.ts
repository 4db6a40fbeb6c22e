import { z } from 'zod';
import { TiktokSchemaError } from './errors.ts';
import { Count, Text } from './schemas/scalars.ts';

/** The part of every listing's answer that leads to the next page. */
export const PageData = z.looseObject({
  next_page_token: Text,
  // only told to people: a page is not lost for it
  total_count: Count.catch(null),
});
export type PageData = z.infer<typeof PageData>;

/**
 * Walks a listing page by page. The last page has an empty, null or missing token.
 *
 * @param getPage - Reads the page of a token; undefined stands for the first one.
 * @throws TiktokSchemaError when TikTok hands out a token for the second time: the walk would never end.
 */
export async function* walkPages<P extends PageData>(
  path: string,
  getPage: (pageToken: string | undefined) => Promise<P>,
): AsyncGenerator<P, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await getPage(token);
    yield page;
    token = page.next_page_token ?? undefined;
    if (token && seen.has(token)) {
      throw new TiktokSchemaError(`TikTok sends the same page of ${path} again and again.`, {
        path: 'next_page_token',
        context: { path, pages: seen.size + 1 },
        remedy: 'Run it again; if it stays, ask for a shorter time.',
      });
    }
    if (token) seen.add(token);
  } while (token);
}
