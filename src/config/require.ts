import { ConfigError } from '../core/errors.ts';
import { appVariableName } from './environment.ts';
import { appOptionSpec, type AppOptionName, type OptionName, optionSpec } from './options.ts';
import type { AppConfig, Config, OdooUserConfig, TransportChoice } from './types.ts';

/** Everything that a connection to Odoo needs. */
export interface OdooAccess {
  readonly login: {
    readonly url: string;
    readonly db: string;
    readonly user: string;
    readonly password: string | undefined;
    readonly apiKey: string | undefined;
  };
  readonly transport: TransportChoice;
  readonly timeoutMs: number;
}

/** An app that can sign calls. */
export interface ReadyApp extends AppConfig {
  readonly key: string;
  readonly secret: string;
}

/** An app that a seller can be sent to. */
export interface LinkableApp extends ReadyApp {
  readonly serviceId: string;
}

/**
 * Asks for the login of the bridge's own Odoo user.
 *
 * @throws ConfigError that names every option that is missing.
 */
export function requireOdoo(config: Config): OdooAccess {
  return requireLogin(config, config.odoo, {
    user: 'odoo_user',
    password: 'odoo_password',
    apiKey: 'odoo_api_key',
  });
}

/**
 * Asks for the login of an Odoo administrator.
 *
 * @throws ConfigError that names every option that is missing.
 */
export function requireAdmin(config: Config): OdooAccess {
  return requireLogin(config, config.odoo.admin, {
    user: 'odoo_admin_user',
    password: 'odoo_admin_password',
    apiKey: 'odoo_admin_api_key',
  });
}

/**
 * Asks for a TikTok app that can sign calls.
 *
 * @param name - NAME of its section; without one, the only app there is.
 * @throws ConfigError when there is none of that name, when a name is needed, or when its key or secret is missing.
 */
export function requireApp(config: Config, name?: string): ReadyApp {
  const app = findApp(config, name);
  const { key, secret } = app;
  if (key === undefined || secret === undefined) {
    throw missingOfApp(config, app, [...(key ? [] : ['app_key' as const]), ...(secret ? [] : ['app_secret' as const])]);
  }
  return { ...app, key, secret };
}

/**
 * Asks for a TikTok app that a seller can be sent to for consent.
 *
 * @param name - NAME of its section; without one, the only app there is.
 * @throws ConfigError as {@link requireApp} does, and when its service id is missing.
 */
export function requireLinkableApp(config: Config, name?: string): LinkableApp {
  const app = requireApp(config, name);
  if (app.serviceId === undefined) throw missingOfApp(config, app, ['service_id']);
  return { ...app, serviceId: app.serviceId };
}

function requireLogin(
  config: Config,
  who: OdooUserConfig,
  names: { readonly user: OptionName; readonly password: OptionName; readonly apiKey: OptionName },
): OdooAccess {
  const { url, db, transport, timeoutMs } = config.odoo;
  const { user, password, apiKey } = who;
  const missing: string[] = [];
  if (!url) missing.push(nameWithVariable('odoo_url'));
  if (!db) missing.push(nameWithVariable('odoo_db'));
  if (!user) missing.push(nameWithVariable(names.user));
  if (!password && !apiKey) missing.push(`${nameWithVariable(names.apiKey)} or ${nameWithVariable(names.password)}`);
  if (!url || !db || !user || missing.length > 0) throw missingSettings(config, missing);
  if (transport === 'json2' && !apiKey) {
    throw missingSettings(config, [`${nameWithVariable(names.apiKey)}, which the transport json2 needs`]);
  }
  return { login: { url, db, user, password, apiKey }, transport, timeoutMs };
}

function findApp(config: Config, name: string | undefined): AppConfig {
  const names = [...config.apps.keys()];
  const only = names.length === 1 ? names[0] : undefined;
  const app = config.apps.get(name ?? only ?? '');
  if (app) return app;
  if (names.length === 0 || name !== undefined) {
    throw new ConfigError(`There is no TikTok app ${name === undefined ? '' : `"${name}" `}in the settings.`, {
      remedy: `Add a section [app:${name ?? 'main'}] with app_key and app_secret to ${fileOf(config)}${names.length === 0 ? '' : `, or name one of: ${names.join(', ')}`}.`,
    });
  }
  throw new ConfigError('There are several TikTok apps in the settings.', {
    remedy: `Name one of: ${names.join(', ')}.`,
  });
}

function missingOfApp(config: Config, app: AppConfig, missing: readonly AppOptionName[]): ConfigError {
  const texts = missing.map(
    (option) => `${option} (environment: TIKTOK_APP_${appVariableName(app.name)}_${appOptionSpec(option).env})`,
  );
  return missingSettings(config, texts, `[app:${app.name}]`);
}

function missingSettings(config: Config, missing: readonly string[], section = '[options]'): ConfigError {
  return new ConfigError(`${missing.length === 1 ? 'A setting is' : 'Settings are'} missing: ${missing.join(', ')}.`, {
    remedy: `Set ${missing.length === 1 ? 'it' : 'them'} in the section ${section} of ${fileOf(config)}, or in the environment.`,
  });
}

function nameWithVariable(name: OptionName): string {
  return `${name} (environment: ${optionSpec(name).env})`;
}

function fileOf(config: Config): string {
  return config.file ?? '.odoorc';
}
