import type { Call } from '../call.ts';
import type { Authorisation, SandboxShop, World } from '../world.ts';

/** A verified call. */
export interface OperationCall {
  readonly world: World;
  readonly call: Call;
  readonly authorisation: Authorisation;
  /** The shop that the cipher names; the seller's first for calls about the seller. */
  readonly shop: SandboxShop;
  /** What the path holds where the template has braces. */
  readonly pathValues: Readonly<Record<string, string>>;
  /** The JSON body, an empty object when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Unix seconds of the shops' clock. */
  readonly now: number;
}

/** One operation of TikTok's API. */
export interface Operation {
  /** As statistics and faults name it. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** With braces around what varies: `/product/202309/products/{product_id}`. */
  readonly path: string;
  /** `shop` wants a cipher, `seller` refuses it. */
  readonly entity: 'shop' | 'seller';
  readonly scope: string | undefined;
  /** Whether it can change the world, so that the data file has to be written. */
  readonly isWrite?: boolean;
  /**
   * Answers with the JSON text of `data`.
   *
   * @throws Refusal for calls that TikTok would refuse.
   */
  readonly answer: (call: OperationCall) => string;
}
