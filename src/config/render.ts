import { type Actor, ERROR_CODES } from '../core/errors.ts';
import {
  APP_OPTION_NAMES,
  appOptionSpec,
  describeOption,
  OPTION_FLAGS,
  OPTION_GROUPS,
  OPTION_NAMES,
  type OptionSpec,
  optionSpec,
} from './options.ts';

const HEAD = `# Settings of tiktok-odoo. Copy this file to .odoorc beside it, or to ~/.odoorc, and keep it to yourself: chmod 600 .odoorc
# Read as Python's RawConfigParser reads: # and ; begin a comment only at the start of a line.
# Every option can also be set by the environment variable in brackets, and options that are no secrets by a flag.
`;

const ACTORS: Readonly<Record<Actor, string>> = {
  nobody: 'nobody: it is tried again',
  operator: 'the operator',
  developer: 'a developer',
};

/** The text of `.odoorc.example`: every option, with its description, variable and default. */
export function renderExample(): string {
  const groups = OPTION_GROUPS.map(
    ({ title, options }) =>
      `# --- ${title} ---\n\n${options.map((name) => exampleEntry(name, optionSpec(name), optionSpec(name).env)).join('\n')}`,
  );
  const app = APP_OPTION_NAMES.map((name) => {
    const spec = appOptionSpec(name);
    return exampleEntry(name, spec, `TIKTOK_APP_<NAME>_${spec.env}, TIKTOK_APP_${spec.env} for main`);
  });
  const apps = '# One section per TikTok app; an account in Odoo names the app that it belongs to.\n[app:main]\n';
  return `${HEAD}\n[options]\n\n${groups.join('\n')}\n${apps}\n${app.join('\n')}`;
}

/** The README's table of options, as Markdown. */
export function renderOptionTable(): string {
  const rows = OPTION_NAMES.map((name) => {
    const flag = OPTION_FLAGS.find((option) => option.name === name);
    return optionRow(name, optionSpec(name), optionSpec(name).env, flag && `\`${flag.flag.split(' ')[0] ?? ''}\``);
  });
  const apps = APP_OPTION_NAMES.map((name) =>
    optionRow(name, appOptionSpec(name), `TIKTOK_APP_<NAME>_${appOptionSpec(name).env}`, undefined),
  );
  return [
    'In the section `[options]`:',
    table(['Option', 'What it is', 'Default', 'Environment', 'Flag'], rows),
    'In a section `[app:NAME]`, one per TikTok app (the app `main` may leave `<NAME>_` out of its variables):',
    table(['Option', 'What it is', 'Default', 'Environment', 'Flag'], apps),
  ].join('\n\n');
}

/** The README's table of error codes, as Markdown. */
export function renderErrorTable(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { meaning, actor }]) => [`\`${code}\``, meaning, ACTORS[actor]]);
  return table(['Code', 'What it means', 'Who acts'], rows);
}

/** Writes a Markdown table whose columns are as wide as their widest cell, the way Prettier wants it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

function exampleEntry(name: string, spec: OptionSpec, variable: string): string {
  const files = spec.type === 'secret' ? ', or a file that the same name with _FILE names' : '';
  const value = spec.default ?? spec.example ?? '';
  return `# ${describeOption(spec)}\n# [${variable}${files}]\n# ${name} = ${value}\n`;
}

function optionRow(name: string, spec: OptionSpec, variable: string, flag: string | undefined): readonly string[] {
  const fallback = spec.defaultText ?? (spec.default === undefined ? '' : `\`${spec.default}\``);
  const allowed = spec.choices
    ? ` One of ${spec.choices.map((choice) => `\`${choice}\``).join(', ')}.`
    : spec.type === 'integer'
      ? ` ${spec.min} to ${spec.max}.`
      : '';
  return [`\`${name}\``, spec.description + allowed, fallback, `\`${variable}\``, flag ?? ''];
}
