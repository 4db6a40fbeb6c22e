import { BridgeError, explain } from '../core/errors.ts';
import { TiktokApiError } from '../tiktok/errors.ts';
import { groupBy } from './rows.ts';

/** What became of things that were sent to TikTok product by product. */
export interface SendOutcome<T> {
  /** What TikTok refused, with what it said. */
  readonly refused: ReadonlyMap<T, string>;
  /** What was not sent, or nobody knows. */
  readonly unsent: ReadonlySet<T>;
  /** What kept it from being sent, where that was not TikTok's word on one product. */
  readonly error: BridgeError | undefined;
}

/** Products under way at once; how fast they go is up to the limits of the shop. */
const IN_FLIGHT = 8;

/**
 * Sends things to TikTok, one call for each product. A product that TikTok refuses does not keep the others; any other
 * error ends it after the calls that are under way.
 *
 * @param send - Answers what TikTok refused of one product.
 * @param signal - When it aborts, nothing more is begun.
 */
export async function sendPerProduct<T>(
  things: readonly T[],
  itemIdOf: (thing: T) => string,
  send: (itemId: string, group: readonly T[]) => Promise<ReadonlyMap<T, string>>,
  signal: AbortSignal | undefined,
): Promise<SendOutcome<T>> {
  const refused = new Map<T, string>();
  const unsent = new Set<T>();
  let error: BridgeError | undefined;
  const waiting = [...groupBy(things, itemIdOf)].reverse();
  const sendOne = async (itemId: string, group: readonly T[]): Promise<void> => {
    try {
      for (const [thing, note] of await send(itemId, group)) refused.set(thing, note);
    } catch (thrown) {
      if (!(thrown instanceof BridgeError)) throw thrown;
      const isWord = thrown instanceof TiktokApiError && !thrown.retryable;
      if (!isWord) error ??= thrown;
      for (const thing of group) {
        if (isWord) refused.set(thing, explain(thrown));
        else unsent.add(thing);
      }
    }
  };
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [itemId, group] = next;
      if (error === undefined && !signal?.aborted) await sendOne(itemId, group);
      else for (const thing of group) unsent.add(thing);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return { refused, unsent, error };
}
