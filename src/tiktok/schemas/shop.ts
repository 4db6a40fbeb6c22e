import { z } from 'zod';
import { Id, Text } from './scalars.ts';

/** A shop that an authorisation covers. */
export const AuthorizedShop = z.looseObject({
  id: Id,
  name: Text,
  /** ISO 3166 code of the market. */
  region: Text,
  /** `LOCAL` or `CROSS_BORDER`. */
  seller_type: Text,
  /** Stands for the shop in calls. */
  cipher: z.string().min(1),
  code: Text,
});
export type AuthorizedShop = z.infer<typeof AuthorizedShop>;
