import { BridgeError } from '../core/errors.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import type { AccessTokens } from './account.ts';
import { TiktokAuthError } from './errors.ts';
import { type AuthContext, refreshToken } from './oauth.ts';
import type { AccountKey, TokenRecord, TokenStore } from './tokens.ts';

/** Options of {@link createAccessTokens}. */
export interface AccessTokensOptions {
  readonly auth: AuthContext;
  readonly store: TokenStore;
  readonly openId: string;
  readonly logger?: Logger;
}

/** Renewed this long before the end, or a tenth of the lifetime if that is shorter. */
const EARLY_SECONDS = 600;
/** How long an early renewal that failed is not tried again, while the old token still works. */
const PAUSE_SECONDS = 60;

/**
 * Makes the {@link AccessTokens} of one account.
 *
 * One renewal at a time, in this process and all others: who gets the lock reads the file again first, since another
 * may have renewed meanwhile. The new pair is on the disk before anybody uses it.
 */
export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { auth, store } = options;
  const account: AccountKey = { app: auth.app.section, openId: options.openId };
  const logger = options.logger ?? silentLogger;
  let underWay: Promise<TokenRecord> | undefined;
  let dead: { readonly refreshToken: string; readonly error: TiktokAuthError } | undefined;
  let notBefore = 0;

  const renewLocked = async (refused: string | undefined): Promise<TokenRecord> => {
    const current = await requireRecord(store, account);
    if (current.accessToken !== refused && !isDue(current, auth.clock.now())) return current;
    if (dead?.refreshToken === current.refreshToken) throw dead.error;
    try {
      const fresh = await refreshToken(auth, current);
      await store.write(fresh);
      logger.info('access token renewed', { ...account, expires: fresh.accessExpires });
      return fresh;
    } catch (error) {
      if (error instanceof TiktokAuthError) dead = { refreshToken: current.refreshToken, error };
      throw error;
    }
  };
  const renewOnce = (refused: string | undefined): Promise<TokenRecord> => {
    underWay ??= store
      .withLock(account, () => renewLocked(refused))
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  const renewEarly = async (current: TokenRecord): Promise<TokenRecord> => {
    try {
      return await renewOnce(undefined);
    } catch (error) {
      const isUsable = current.accessExpires > auth.clock.now();
      if (!isUsable || !(error instanceof BridgeError) || !error.retryable) throw error;
      notBefore = auth.clock.now() + PAUSE_SECONDS;
      logger.warn('access token could not be renewed early', { ...account, cause: error.message });
      return current;
    }
  };
  return {
    openId: options.openId,
    get: async () => {
      // read each time: another process may have renewed it, or the seller linked the account again
      const current = await requireRecord(store, account);
      const now = auth.clock.now();
      if (!isDue(current, now) || (now < notBefore && current.accessExpires > now)) return current.accessToken;
      return (await renewEarly(current)).accessToken;
    },
    renew: async (refused) => {
      const record = await renewOnce(refused);
      // another caller's renewal under way may have begun for an older token
      return (record.accessToken === refused ? await renewOnce(refused) : record).accessToken;
    },
  };
}

/** Whether it is time to renew. */
export function isDue(record: Pick<TokenRecord, 'accessExpires' | 'obtainedAt'>, now: number): boolean {
  const early = Math.min(EARLY_SECONDS, (record.accessExpires - record.obtainedAt) / 10);
  return now >= record.accessExpires - early;
}

async function requireRecord(store: TokenStore, account: AccountKey): Promise<TokenRecord> {
  const record = await store.read(account);
  if (record) return record;
  throw new TiktokAuthError(`The account ${account.openId} of the app ${account.app} is not linked on this host.`, {
    context: { ...account },
  });
}
