import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { format } from 'prettier';

/**
 * Expects a value to be what the golden file holds. `UPDATE_GOLDEN=1` writes the files anew: read every change of them
 * before committing it, because they say what is right.
 *
 * @param name - Path below `__tests__/golden/`, without the ending.
 */
export async function expectGolden(name: string, value: unknown): Promise<void> {
  const file = new URL(`../golden/${name}.json`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, await format(JSON.stringify(value), { parser: 'json', printWidth: 120 }));
  }
  if (!existsSync(file)) throw new Error(`There is no golden file ${name}: run the test with UPDATE_GOLDEN=1`);
  expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
