import { explain } from '../../core/errors.ts';
import { createHttpClient } from '../../core/http.ts';
import { createQueue } from '../../core/queue.ts';

/** An image, or why there is none. */
export type Image = { readonly base64: string } | { readonly problem: string };

/** Fetches images of products. */
export interface ImageFetcher {
  /** Fetches images side by side; each comes or has a problem, none throws. By address. */
  fetch(urls: readonly string[]): Promise<ReadonlyMap<string, Image>>;
  close(): void;
}

/** Larger images are left out: they would make the database heavy and Odoo slow. */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const IN_FLIGHT = 4;
const DEADLINES = { connectMs: 5000, readMs: 10_000, totalMs: 20_000 };

/** Makes an {@link ImageFetcher}. Addresses are TikTok's own; no token goes along, and no redirect is followed. */
export function createImageFetcher(maxBytes: number = MAX_IMAGE_BYTES): ImageFetcher {
  const http = createHttpClient({ deadlines: DEADLINES, maxSockets: IN_FLIGHT, maxBytes });
  const queue = createQueue({ concurrency: IN_FLIGHT });
  const fetchOne = async (url: string): Promise<Image> => {
    if (!/^https?:\/\//.test(url)) return { problem: 'its address is no web address' };
    try {
      const { status, headers, text } = await http.request({ method: 'GET', url, encoding: 'base64' });
      if (status !== 200) return { problem: `the server answers with status ${status}` };
      if (!headers['content-type']?.startsWith('image/')) return { problem: 'the server sends something else' };
      return text === '' ? { problem: 'it is empty' } : { base64: text };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  return {
    fetch: async (urls) => {
      const wanted = [...new Set(urls)].filter((url) => url !== '');
      const images = wanted.map(async (url): Promise<[string, Image]> => [url, await queue.add(() => fetchOne(url))]);
      return new Map(await Promise.all(images));
    },
    close: () => {
      http.close();
    },
  };
}
