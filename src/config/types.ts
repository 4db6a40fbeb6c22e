import type { LogLevel } from '../core/logger.ts';
import type { TRANSPORT_CHOICES } from './options.ts';

/** How the settings ask for a protocol to Odoo. */
export type TransportChoice = (typeof TRANSPORT_CHOICES)[number];

/** Login of one Odoo user as far as it is set. */
export interface OdooUserConfig {
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly apiKey: string | undefined;
}

/** How to reach Odoo, as far as it is set; `requireOdoo` and `requireAdmin` ask for the rest. */
export interface OdooConfig extends OdooUserConfig {
  /** `https://host[:port]`, no path. */
  readonly url: string | undefined;
  readonly db: string | undefined;
  readonly transport: TransportChoice;
  readonly timeoutMs: number;
  /** Used by install, upgrade, uninstall and enabling a shop only. */
  readonly admin: OdooUserConfig;
}

/** Where TikTok Shop is; no address ends in a slash. */
export interface TiktokConfig {
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly consentUrl: string;
  readonly consentUrlUs: string;
}

/** One TikTok app as far as it is set; `requireApp` asks for the rest. */
export interface AppConfig {
  /** NAME of `[app:NAME]`. */
  readonly name: string;
  readonly key: string | undefined;
  readonly secret: string | undefined;
  readonly serviceId: string | undefined;
  readonly redirectUrl: string | undefined;
}

/** All settings, checked and frozen. */
export interface Config {
  readonly odoo: OdooConfig;
  readonly tiktok: TiktokConfig;
  /** By name. */
  readonly apps: ReadonlyMap<string, AppConfig>;
  /** Absolute path; may not exist yet. */
  readonly stateDir: string;
  readonly mappingsDir: string | undefined;
  readonly log: { readonly level: LogLevel; readonly file: string | undefined };
  readonly sync: { readonly pageSize: number; readonly overlapSeconds: number; readonly pagesInFlight: number };
  /** The `.odoorc` that was read, for messages. */
  readonly file: string | undefined;
  /** What is not wrong but better changed, one sentence each. */
  readonly warnings: readonly string[];
}
