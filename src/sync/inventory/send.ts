import type { StockDecision } from '../../mapping/stock/decide.ts';
import type { ShopRef } from '../../tiktok/account.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import { type SkuQuantities, type SkuRefusal, updateInventory } from '../../tiktok/inventory.ts';
import { type SendOutcome, sendPerProduct } from '../perProduct.ts';

/** Sends the stock of SKUs, one call for each product. A SKU that TikTok refuses does not keep the others. */
export async function sendStock(
  tiktok: TiktokClient,
  shop: ShopRef,
  decisions: readonly StockDecision[],
  signal: AbortSignal | undefined,
): Promise<SendOutcome<StockDecision>> {
  const send = async (itemId: string, group: readonly StockDecision[]): Promise<ReadonlyMap<StockDecision, string>> => {
    const bySku = new Map(group.map((decision) => [decision.listing.skuId, decision]));
    const refusals = await updateInventory(tiktok, shop, itemId, group.map(toQuantities));
    return new Map(
      refusals.flatMap((refusal) => {
        const decision = bySku.get(refusal.skuId);
        return decision ? [[decision, noteOf(refusal)] as const] : [];
      }),
    );
  };
  return sendPerProduct(decisions, ({ listing }) => listing.itemId, send, signal);
}

function toQuantities({ listing, targets }: StockDecision): SkuQuantities {
  return {
    id: listing.skuId,
    inventory: targets.map(({ warehouseId, quantity }) => ({ warehouse_id: warehouseId, quantity })),
  };
}

function noteOf({ code, message, remedy, warehouses }: SkuRefusal): string {
  const places = warehouses.map((place) => `${place.message} (${place.code}, warehouse ${place.warehouseId})`);
  const said = places.length > 0 ? places.join('; ') : `${message} (${code})`;
  return `TikTok refuses the stock: ${said}.${remedy === undefined ? '' : ` ${remedy}`}`;
}
