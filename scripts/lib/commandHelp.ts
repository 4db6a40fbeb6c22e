import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const WIDTH = '100';

/** What `tiktok-odoo help` and the help of every command print, as Markdown. */
export async function renderCommandHelp(): Promise<string> {
  const top = await helpOf([]);
  const parts = await Promise.all(commandsIn(top).map((name) => withParts([name])));
  return [top, ...parts.flat()].map((text) => `\`\`\`text\n${text}\n\`\`\``).join('\n\n');
}

/** The help of a command and of those below it. */
async function withParts(path: readonly string[]): Promise<string[]> {
  const text = await helpOf(path);
  const parts = await Promise.all(commandsIn(text).map((name) => withParts([...path, name])));
  return [text, ...parts.flat()];
}

async function helpOf(path: readonly string[]): Promise<string> {
  // a terminal's width must not change the README
  const env = { ...process.env, COLUMNS: WIDTH, NO_COLOR: '1' };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', MAIN, ...path, '--help'], { env });
  return stdout.trim();
}

/** Names below the heading "Commands:", without commander's own `help`. */
export function commandsIn(help: string): string[] {
  const [, list = ''] = /^Commands:\n((?: {2}.*\n?)*)/m.exec(help) ?? [];
  const names = [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'help');
}
