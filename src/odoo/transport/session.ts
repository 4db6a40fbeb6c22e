import type { HttpClient } from '../../core/http.ts';
import { nowSeconds } from '../../core/time.ts';
import { endpoint } from './login.ts';
import type { OdooLogin } from './types.ts';

/** A cookie that ties requests to one database; without a login, it opens nothing. */
export interface DatabaseSession {
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Forgets the cookie, so that the next request gets a new one. */
  renew(): void;
}

/** Odoo deletes sessions after a week without a look at whether they are in use. */
const LIFE_SECONDS = 6 * 3600;

/**
 * Ties JSON-RPC requests to a database. 14 and 15 need it: on a server with several databases they answer every error of
 * a request that is not tied to one with an HTML page of status 500 and not a word of the reason.
 */
export function createDatabaseSession(login: OdooLogin, http: HttpClient): DatabaseSession {
  let cookie: Promise<string | undefined> | undefined;
  let since = 0;
  return {
    headers: async () => {
      if (nowSeconds() - since > LIFE_SECONDS) cookie = undefined;
      if (!cookie) since = nowSeconds();
      cookie ??= fetchCookie(login, http);
      const value = await cookie;
      return value === undefined ? {} : { cookie: value };
    },
    renew: () => {
      cookie = undefined;
    },
  };
}

/** For servers that need no cookie. */
export const NO_SESSION: DatabaseSession = {
  headers: () => Promise.resolve({}),
  renew: () => undefined,
};

async function fetchCookie(login: OdooLogin, http: HttpClient): Promise<string | undefined> {
  const url = `${endpoint(login.url, '/web/login')}?db=${encodeURIComponent(login.db)}`;
  const answer = await http.request({ method: 'GET', url }).catch(() => undefined);
  return /(?:^|[,\s])(session_id=[^;,\s]+)/.exec(answer?.headers['set-cookie'] ?? '')?.[1];
}
