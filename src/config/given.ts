import { registerSecret } from '../core/redact.ts';
import type { AppOptionName, OptionName, OptionSpec } from './options.ts';
import { readOption } from './read.ts';

/** The text of one option as somebody gave it. */
export interface Given {
  readonly text: string;
  /** Where, with the option's name as it is written there: `/etc/odoorc line 3: odoo_url`, `ODOO_URL`, `--odoo-url`. */
  readonly where: string;
  /** Folder that a relative path starts from. */
  readonly folder: string;
}

/** Options of one app, as given in one place. */
export type AppGiven = Map<AppOptionName, Given>;

/** What one place (file, environment, command line) gives. */
export interface GivenBySource {
  readonly options: Map<OptionName, Given>;
  /** By the name of the app as it is written there. */
  readonly apps: Map<string, AppGiven>;
}

/** What is wrong and what is only worth a word; filled while reading, so that all of it is told at once. */
export interface Findings {
  readonly mistakes: string[];
  readonly warnings: string[];
}

/** An empty source. */
export function nothingGiven(): GivenBySource {
  return { options: new Map(), apps: new Map() };
}

/**
 * Reads one option from the places that may give it, the strongest first. A wrong text is a mistake in each of them, also
 * where a stronger one overrules it. Secrets are registered for redaction.
 *
 * @returns The value of the strongest place, else undefined.
 */
export function chooseValue(
  spec: OptionSpec,
  places: readonly (Given | undefined)[],
  home: string | undefined,
  findings: Findings,
): string | number | undefined {
  let chosen: string | number | undefined;
  for (const given of places) {
    if (!given) continue;
    if (spec.type === 'secret') registerSecret(given.text);
    const reading = readOption(spec, given.text, { folder: given.folder, home });
    if ('mistake' in reading) findings.mistakes.push(`${given.where} ${reading.mistake}.`);
    else chosen ??= reading.value;
  }
  return chosen;
}
