import { nowSeconds } from '../../src/core/time.ts';
import { type LocalServer, startServer } from './localServer.ts';

/** A token host that lets the old refresh token die at each rotation, and a business call that checks the token. */
export interface TokenServer extends LocalServer {
  /** Rotations so far. */
  readonly rotations: () => number;
  /** Refusals of refresh tokens so far. */
  readonly refusals: () => number;
  /** Rejects the access token that is valid now; the refresh token stays good. */
  readonly spoil: () => void;
}

/** What a test wants to know of or do at a moment. */
export interface TokenServerHooks {
  /** Before a rotation is answered, in milliseconds. */
  readonly delayMs?: number;
  /** Once the answer with a new pair has left. */
  readonly onRotated?: () => void;
  /** When a business call with the valid token has come in. */
  readonly onCall?: () => void;
}

/** Starts a {@link TokenServer}; the first pair is `access-0` and `refresh-0`. */
export async function startTokenServer(hooks: TokenServerHooks = {}): Promise<TokenServer> {
  let generation = 0;
  let spoiled = -1;
  let refused = 0;
  const local = await startServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = (code: number, data: unknown, done?: () => void): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ code, message: code ? 'refused' : 'success', request_id: 'R', data }), done);
    };
    if (url.pathname === '/api/v2/token/refresh') {
      if (url.searchParams.get('refresh_token') !== `refresh-${generation}`) {
        refused += 1;
        answer(36004005, null);
        return;
      }
      generation += 1;
      const pair = toPair(generation);
      setTimeout(() => {
        answer(0, pair, hooks.onRotated);
      }, hooks.delayMs ?? 0);
      return;
    }
    const isValid = request.headers['x-tts-access-token'] === `access-${generation}` && generation !== spoiled;
    if (isValid) hooks.onCall?.();
    answer(isValid ? 0 : 105002, isValid ? { shops: [] } : null);
  });
  return {
    ...local,
    rotations: () => generation,
    refusals: () => refused,
    spoil: () => {
      spoiled = generation;
    },
  };
}

function toPair(generation: number): object {
  const now = nowSeconds();
  return {
    access_token: `access-${generation}`,
    access_token_expire_in: now + 7 * 86_400,
    refresh_token: `refresh-${generation}`,
    refresh_token_expire_in: now + 365 * 86_400,
    open_id: 'seller-1',
    seller_name: 'Sample Seller',
    seller_base_region: 'US',
    user_type: 0,
    granted_scopes: ['seller.order.info'],
  };
}
