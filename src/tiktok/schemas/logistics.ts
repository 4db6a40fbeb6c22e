import { z } from 'zod';
import { Flag, Id, Text } from './scalars.ts';

/** A warehouse of a shop; the address is left as it comes (one of its keys is really spelled `distict`). */
export const Warehouse = z.looseObject({
  id: Id,
  name: Text,
  /** `ENABLED`, `DISABLED` or `RESTRICTED`. */
  effect_status: Text,
  /** `SALES_WAREHOUSE` or `RETURN_WAREHOUSE`. */
  type: Text,
  sub_type: Text,
  is_default: Flag,
  address: z.looseObject({ region_code: Text, postal_code: Text, full_address: Text }).nullish(),
});
export type Warehouse = z.infer<typeof Warehouse>;
