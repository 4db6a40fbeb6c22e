import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Apart for each process: another one may be running what it has compiled. */
const OUTPUT = fileURLToPath(new URL(`../../node_modules/.cache/bench/${process.pid}/`, import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** The folder with the mapping files, for processes that run elsewhere. */
export const MAPPINGS_FOLDER = fileURLToPath(new URL('../../mappings', import.meta.url));

/**
 * Compiles the processes that are measured: they run as the bridge is shipped, without a compiler in their memory.
 *
 * @param path - One of the files of tsconfig.json, such as `orders/bridgeProcess.ts`.
 * @returns Path of the JavaScript file.
 */
export async function compileProcess(path: string): Promise<string> {
  await run(process.execPath, [TSC, '-p', HERE, '--outDir', OUTPUT]);
  process.once('exit', () => {
    rmSync(OUTPUT, { recursive: true, force: true });
  });
  return join(OUTPUT, 'scripts', 'bench', path.replace(/\.ts$/, '.js'));
}
