import { z } from 'zod';
import type { TiktokClient } from './client.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type LenientList, parseEach } from './lenient.ts';
import { AuthorizedShop } from './schemas/shop.ts';

const ShopList = z.looseObject({ shops: z.array(z.unknown()).nullish() });

/**
 * Lists the shops that the account's authorisation covers, one per market.
 *
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Get Authorized Shops"
 */
export async function listShops(client: TiktokClient, signal?: AbortSignal): Promise<LenientList<AuthorizedShop>> {
  const data = await client.request({ ...ENDPOINTS.getAuthorizedShops, schema: ShopList, signal });
  return parseEach(AuthorizedShop, data.shops ?? []);
}
