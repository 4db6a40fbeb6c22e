import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import { appVariableName, type Environment, readEnvironment } from './environment.ts';
import { APP_NAME, type FileSource, readFileSource } from './file.ts';
import { type AppGiven, chooseValue, type Findings, type Given, type GivenBySource } from './given.ts';
import {
  type AppOptionName,
  appOptionSpec,
  OPTION_FLAGS,
  OPTION_NAMES,
  type OptionName,
  type OptionValues,
  optionSpec,
} from './options.ts';
import type { AppConfig, Config } from './types.ts';

/** Where settings come from; what is left out is that of this process. */
export interface ConfigSources {
  /** What commander read: `config` (a path) and the keys of {@link OPTION_FLAGS}; other keys are none of ours. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly env?: Environment;
  readonly cwd?: string;
}

/**
 * Reads all settings: a flag wins over the environment, that over `.odoorc`, that over the default.
 *
 * Nothing is asked for here; what a command cannot do without it takes from `requireOdoo`, `requireApp` and their like.
 * Secrets are registered for redaction.
 *
 * @throws ConfigError that lists every mistake with file, line and name; secrets are not quoted.
 */
export function loadConfig(sources: ConfigSources = {}): Config {
  const { flags = {}, env = process.env } = sources;
  const cwd = resolve(sources.cwd ?? process.cwd());
  const home = env['HOME'] ?? homedir();
  const findings: Findings = { mistakes: [], warnings: [] };
  const config = typeof flags['config'] === 'string' ? flags['config'] : undefined;

  const file = readFileSource({ flag: config, env, cwd, home }, findings);
  const environment = readEnvironment(env, cwd, home, findings);
  const flagged = readFlags(flags, cwd);
  const values = readValues([flagged, environment.options, file.options], { env, home }, findings);
  const apps = readApps(file, environment, home, findings);

  if (findings.mistakes.length > 0) throw mistaken(findings.mistakes);
  return freeze(toConfig(values, apps, file.path, findings.warnings));
}

function readFlags(flags: Readonly<Record<string, unknown>>, cwd: string): Map<OptionName, Given> {
  const given = new Map<OptionName, Given>();
  for (const { key, name } of OPTION_FLAGS) {
    const text = flags[key];
    if (typeof text === 'string' && text !== '') {
      given.set(name, { text, where: `--${name.replaceAll('_', '-')}`, folder: cwd });
    }
  }
  return given;
}

function readValues(
  places: readonly ReadonlyMap<OptionName, Given>[],
  { env, home }: { readonly env: Environment; readonly home: string },
  findings: Findings,
): OptionValues {
  const stateHome = env['XDG_STATE_HOME']?.startsWith('/') ? env['XDG_STATE_HOME'] : join(home, '.local', 'state');
  const read = OPTION_NAMES.map((name) => {
    const spec = optionSpec(name);
    const given = places.map((place) => place.get(name));
    return [name, chooseValue(spec, given, home, findings) ?? spec.default] as const;
  });
  const values: Record<string, unknown> = Object.fromEntries(read);
  values['state_dir'] ??= join(stateHome, 'tiktok-odoo');
  // every value was read by the type that its entry in the table names
  return values as OptionValues;
}

/** Apps of file and environment; a variable speaks of the app of the file whose name, in capitals, it holds. */
function readApps(
  file: FileSource,
  environment: GivenBySource,
  home: string,
  findings: Findings,
): ReadonlyMap<string, AppConfig> {
  const names = new Map<string, string>();
  for (const name of file.apps.keys()) {
    const twin = names.get(appVariableName(name));
    if (twin)
      findings.mistakes.push(`${file.path ?? ''}: [app:${twin}] and [app:${name}] differ too little; rename one.`);
    names.set(appVariableName(name), name);
  }
  for (const variable of environment.apps.keys()) {
    if (names.has(variable)) continue;
    const name = variable.toLowerCase();
    if (APP_NAME.test(name)) names.set(variable, name);
    else findings.mistakes.push(`TIKTOK_APP_${variable}_…: the name of an app is of letters, digits and _.`);
  }
  return new Map(
    [...names].map(([variable, name]) => {
      const places = [environment.apps.get(variable), file.apps.get(name)];
      return [name, readApp(name, places, home, findings)] as const;
    }),
  );
}

function readApp(name: string, places: readonly (AppGiven | undefined)[], home: string, findings: Findings): AppConfig {
  const read = (option: AppOptionName): string | undefined => {
    const given = places.map((place) => place?.get(option));
    const value = chooseValue(appOptionSpec(option), given, home, findings);
    return value === undefined ? undefined : String(value);
  };
  return {
    name,
    key: read('app_key'),
    secret: read('app_secret'),
    serviceId: read('service_id'),
    redirectUrl: read('redirect_url'),
  };
}

function toConfig(
  values: OptionValues,
  apps: ReadonlyMap<string, AppConfig>,
  file: string | undefined,
  warnings: readonly string[],
): Config {
  return {
    odoo: {
      url: values.odoo_url,
      db: values.odoo_db,
      user: values.odoo_user,
      password: values.odoo_password,
      apiKey: values.odoo_api_key,
      transport: values.odoo_transport,
      timeoutMs: values.odoo_timeout * 1000,
      admin: {
        user: values.odoo_admin_user,
        password: values.odoo_admin_password,
        apiKey: values.odoo_admin_api_key,
      },
    },
    tiktok: {
      apiUrl: values.tiktok_api_url,
      authUrl: values.tiktok_auth_url,
      consentUrl: values.tiktok_consent_url,
      consentUrlUs: values.tiktok_consent_url_us,
    },
    apps,
    stateDir: values.state_dir ?? '',
    mappingsDir: values.mappings_dir,
    log: { level: values.log_level, file: values.log_file },
    sync: {
      pageSize: values.page_size,
      overlapSeconds: values.overlap_minutes * 60,
      pagesInFlight: values.pages_in_flight,
    },
    file,
    warnings,
  };
}

function mistaken(mistakes: readonly string[]): ConfigError {
  const unique = [...new Set(mistakes)];
  const message =
    unique.length === 1
      ? `A setting is wrong: ${unique[0] ?? ''}`
      : `${unique.length} settings are wrong:\n${unique.map((mistake) => `- ${mistake}`).join('\n')}`;
  return new ConfigError(message, { remedy: 'See .odoorc.example for every option.' });
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) freeze(inner as object);
  }
  if (value instanceof Map) for (const inner of value.values()) freeze(inner as object);
  return Object.freeze(value);
}
