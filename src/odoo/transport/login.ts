import { ConfigError } from '../../core/errors.ts';
import { OdooLoginError } from '../errors.ts';
import type { OdooLogin } from './types.ts';

/**
 * The address of an endpoint under Odoo's base address, which may have a path of its own.
 *
 * @throws ConfigError when the base is not an http or https address.
 */
export function endpoint(url: string, path: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigError(`Odoo's address is not a URL: ${JSON.stringify(url)}.`, {
      remedy: 'Write it as https://odoo.example.com, without a path unless Odoo lives under one.',
    });
  }
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '') + path;
}

/**
 * What stands in the place of the password over XML-RPC and JSON-RPC: the API key where there is one.
 *
 * @throws ConfigError when there is neither.
 */
export function secretOf(login: OdooLogin): string {
  const secret = login.apiKey ?? login.password;
  if (secret) return secret;
  throw new ConfigError('There is neither an API key nor a password for Odoo.', {
    remedy: 'Make an API key in Odoo (Preferences, Security) and put it into the settings.',
  });
}

/** The error for a user and a key that Odoo does not know together; it never says which of both is wrong. */
export function refusedLogin(login: OdooLogin): OdooLoginError {
  const what = login.apiKey ? 'API key' : 'password';
  return new OdooLoginError(`Odoo has the database but does not accept this user with this ${what}.`, {
    context: { db: login.db },
    remedy: `Check the login name of the user and the ${what} in the settings; API keys of ordinary users expire after three months at most.`,
  });
}

/** The error for an API key that belongs to another user than the settings name. */
export function foreignKey(login: OdooLogin): OdooLoginError {
  return new OdooLoginError('The API key belongs to another user of Odoo than the settings name.', {
    context: { db: login.db },
    remedy: 'Log in to Odoo as the user in the settings, make a key in Preferences, Security, and use that one.',
  });
}
