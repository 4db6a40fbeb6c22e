import { z } from 'zod';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type LenientList, parseEach } from './lenient.ts';
import { Warehouse } from './schemas/logistics.ts';

const WarehouseList = z.looseObject({ warehouses: z.array(z.unknown()).nullish() });

/**
 * Lists the warehouses of a shop, those for returns included.
 *
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Get Warehouse List"
 */
export async function listWarehouses(
  client: TiktokClient,
  shop: ShopRef,
  signal?: AbortSignal,
): Promise<LenientList<Warehouse>> {
  const data = await client.request({ ...ENDPOINTS.getWarehouses, shop, schema: WarehouseList, signal });
  return parseEach(Warehouse, data.warehouses ?? []);
}
