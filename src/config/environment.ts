import { readFileSync } from 'node:fs';
import type { AppGiven, Findings, Given, GivenBySource } from './given.ts';
import { nothingGiven } from './given.ts';
import {
  APP_OPTION_NAMES,
  type AppOptionName,
  appOptionSpec,
  OPTION_NAMES,
  type OptionSpec,
  optionSpec,
} from './options.ts';
import { readPath } from './read.ts';

/** The environment: names to texts. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The app that `TIKTOK_APP_KEY` and its like speak of, which name none. */
export const DEFAULT_APP = 'main';

const APP_VARIABLE = /^TIKTOK_APP_(?:(.+)_)?(KEY|SECRET|SECRET_FILE|SERVICE_ID|REDIRECT_URL)$/;

/**
 * Reads options from environment variables; an empty variable counts as none.
 *
 * A secret may also lie in a file (as Docker and systemd hand them over) that `<VARIABLE>_FILE` names; the line break at
 * its end does not count. Apps are named in capitals here: `TIKTOK_APP_UK_KEY` is app `UK`, see {@link appVariableName}.
 */
export function readEnvironment(env: Environment, cwd: string, home: string, findings: Findings): GivenBySource {
  const source = nothingGiven();
  const read = (spec: OptionSpec, variable: string): Given | undefined =>
    readVariable(env, spec, variable, { folder: cwd, home }, findings);
  for (const name of OPTION_NAMES) {
    const given = read(optionSpec(name), optionSpec(name).env);
    if (given) source.options.set(name, given);
  }
  for (const app of appsNamedIn(env)) {
    const options: AppGiven = new Map<AppOptionName, Given>();
    for (const name of APP_OPTION_NAMES) {
      const spec = appOptionSpec(name);
      const given =
        read(spec, `TIKTOK_APP_${app}_${spec.env}`) ??
        (app === appVariableName(DEFAULT_APP) ? read(spec, `TIKTOK_APP_${spec.env}`) : undefined);
      if (given) options.set(name, given);
    }
    if (options.size > 0) source.apps.set(app, options);
  }
  return source;
}

/** How an app is named in variables: `uk-main` is `UK_MAIN` in `TIKTOK_APP_UK_MAIN_KEY`. */
export function appVariableName(app: string): string {
  return app.toUpperCase().replaceAll('-', '_');
}

function appsNamedIn(env: Environment): Set<string> {
  const names = new Set<string>();
  for (const variable of Object.keys(env)) {
    const match = APP_VARIABLE.exec(variable);
    if (match) names.add(match[1] ?? appVariableName(DEFAULT_APP));
  }
  return names;
}

function readVariable(
  env: Environment,
  spec: OptionSpec,
  variable: string,
  place: { readonly folder: string; readonly home: string },
  findings: Findings,
): Given | undefined {
  const text = env[variable];
  const file = spec.type === 'secret' ? env[`${variable}_FILE`] : undefined;
  if (text && file) findings.mistakes.push(`${variable} and ${variable}_FILE are both set; take one away.`);
  if (text) return { text, where: variable, folder: place.folder };
  if (!file) return undefined;
  try {
    const secret = readFileSync(readPath(file, place), 'utf8').replace(/\r?\n$/, '');
    if (secret) return { text: secret, where: `${variable}_FILE`, folder: place.folder };
    findings.mistakes.push(`${variable}_FILE names an empty file.`);
  } catch {
    findings.mistakes.push(`${variable}_FILE names a file that cannot be read: ${file}`);
  }
  return undefined;
}
