import { z } from 'zod';
import { BridgeError, ConfigError, TransportError } from '../core/errors.ts';
import type { HttpClient } from '../core/http.ts';
import type { Logger } from '../core/logger.ts';
import { OdooVersionError } from './errors.ts';
import { PROFILES, type OdooProfile } from './profile.ts';
import { callService } from './transport/jsonrpc.ts';
import { endpoint } from './transport/login.ts';

/** The version of a server, as it tells everybody without a login. */
export interface OdooVersion {
  /** `19.0`, `saas~19.2`, … */
  readonly serie: string;
  readonly major: number;
  /** Whether the server has answered in JSON. */
  readonly json: boolean;
}

const WebVersion = z.object({ version: z.string() });
const CommonVersion = z.object({ server_serie: z.string() });
const XML_VERSION = '<?xml version="1.0"?><methodCall><methodName>version</methodName><params/></methodCall>';

/**
 * Reads the version of the server: `GET /web/version` (19 and later), the service `common` over JSON-RPC, or over XML-RPC.
 *
 * @throws ConfigError when the address is no URL, or leads on to another host or scheme.
 * @throws TransportError when nothing at that address answers like an Odoo.
 */
export async function detectVersion(http: HttpClient, url: string): Promise<OdooVersion> {
  const serie = (await webVersion(http, url)) ?? (await commonVersion(http, url));
  if (serie !== undefined) return toVersion(serie, true);
  const fallback = await xmlVersion(http, url);
  if (fallback !== undefined) return toVersion(fallback, false);
  throw new TransportError('What answers at this address is not Odoo.', 'not-sent', {
    context: { host: new URL(url).host },
    remedy: 'Check the address of Odoo in the settings: scheme, host, port, and a path if Odoo lives under one.',
  });
}

/**
 * The profile for a version. A newer version than the newest known runs with the newest profile, and the log says so.
 *
 * @throws OdooVersionError when the version is older than the oldest known.
 */
export function profileFor(version: OdooVersion, logger: Logger): OdooProfile {
  const majors = Object.keys(PROFILES).map(Number);
  const newest = Math.max(...majors);
  const known = PROFILES[Math.min(version.major, newest)];
  if (!known) {
    throw new OdooVersionError(`Odoo ${version.serie} is too old.`, {
      context: { serie: version.serie },
      remedy: `Use Odoo ${Math.min(...majors)} or later.`,
    });
  }
  if (version.major > newest) {
    logger.warn('this version of Odoo is newer than the bridge knows; it runs with the newest profile', {
      serie: version.serie,
      profile: newest,
    });
  }
  return known;
}

async function webVersion(http: HttpClient, url: string): Promise<string | undefined> {
  const { status, headers, text } = await http.request({ method: 'GET', url: endpoint(url, '/web/version') });
  if (status >= 300 && status < 400) throwIfElsewhere(url, headers['location']);
  if (status !== 200 || !text.startsWith('{')) return undefined;
  try {
    return WebVersion.parse(JSON.parse(text)).version;
  } catch {
    return undefined;
  }
}

/** A redirect to another scheme or host would turn every later POST into a page. */
function throwIfElsewhere(url: string, location: string | undefined): void {
  if (location === undefined || !URL.canParse(location, url)) return;
  const target = new URL(location, url);
  if (target.origin === new URL(url).origin) return;
  throw new ConfigError(`Odoo's address leads on to ${target.origin}.`, {
    context: { host: new URL(url).host },
    remedy: `Put ${target.origin} into the settings as Odoo's address.`,
  });
}

async function commonVersion(http: HttpClient, url: string): Promise<string | undefined> {
  try {
    const answer = await callService(http, url, { service: 'common', method: 'version', args: [] });
    return CommonVersion.parse(answer).server_serie;
  } catch (error) {
    if (error instanceof TransportError && error.status === undefined) throw error;
    if (error instanceof BridgeError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

async function xmlVersion(http: HttpClient, url: string): Promise<string | undefined> {
  const { text } = await http.request({
    method: 'POST',
    url: endpoint(url, '/xmlrpc/2/common'),
    headers: { 'content-type': 'text/xml' },
    body: XML_VERSION,
  });
  return /<name>server_serie<\/name>\s*<value><string>([^<]+)</.exec(text)?.[1];
}

function toVersion(serie: string, json: boolean): OdooVersion {
  const major = Number(/(\d+)/.exec(serie)?.[1] ?? 0);
  return { serie, major, json };
}
