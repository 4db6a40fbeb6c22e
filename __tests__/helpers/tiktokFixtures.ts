import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../fixtures/tiktok/', import.meta.url);

/** A stored answer of TikTok as text, for example `realistic/order-detail-us-sample`. */
export function readFixtureText(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}

/** A stored answer of TikTok, parsed. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFixtureText(name));
}

/** Names of the stored answers in a folder that match a pattern, without their ending. */
export function listFixtures(folder: string, pattern: RegExp): string[] {
  return readdirSync(new URL(`${folder}/`, FOLDER))
    .map((file) => `${folder}/${file.replace(/\.json$/, '')}`)
    .filter((name) => pattern.test(name))
    .sort();
}
