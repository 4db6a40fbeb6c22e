import { z } from 'zod';
import { MAPPING_FILES } from './load.ts';

/**
 * JSON Schemas of the mapping files, so that editors complete and check them.
 *
 * @returns By file name within `mappings/schema/`: `regions.schema.json`, …
 */
export function mappingSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(MAPPING_FILES).map(([name, schema]) => [
      name.replace(/\.json$/, '.schema.json'),
      z.toJSONSchema(schema),
    ]),
  );
}
