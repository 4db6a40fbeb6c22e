import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mappingSchemas } from '../../../src/mapping/files/schemas.ts';

const FOLDER = new URL('../../../mappings/', import.meta.url);

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}

describe('mappingSchemas', () => {
  const schemas = mappingSchemas();

  it('are the stored ones; npm run generate writes them', () => {
    expect(Object.fromEntries(Object.keys(schemas).map((name) => [name, read(`schema/${name}`)]))).toEqual(schemas);
    expect(readdirSync(new URL('schema', FOLDER)).sort()).toEqual(Object.keys(schemas).sort());
  });

  it('are named by every shipped file', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

    expect(files.map((name) => (read(name) as { $schema: string }).$schema)).toEqual(
      files.map((name) => `./schema/${name.replace('.json', '.schema.json')}`),
    );
  });
});
