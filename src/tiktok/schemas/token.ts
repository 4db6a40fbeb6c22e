import { z } from 'zod';
import { Count, Text } from './scalars.ts';

/** A pair of tokens as Get Access Token and Refresh Access Token give it; expiries are absolute Unix seconds. */
export const TokenPair = z.looseObject({
  access_token: z.string().min(1),
  access_token_expire_in: z.number(),
  refresh_token: z.string().min(1),
  refresh_token_expire_in: z.number(),
  open_id: Text,
  seller_name: Text,
  seller_base_region: Text,
  /** 0 seller, 1 creator, 3 partner. */
  user_type: Count,
  granted_scopes: z.array(z.string()).nullish(),
});
export type TokenPair = z.infer<typeof TokenPair>;
