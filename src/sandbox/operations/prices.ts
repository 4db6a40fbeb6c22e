import { parseAmount, sumAmounts, multiplyAmount, roundAmount, type Amount } from '../../core/money.ts';
import { noteEdit, skusOf, type Product, type Sku } from '../goods.ts';
import { MARKETS } from '../markets.ts';
import { priceLimits } from '../priceLimits.ts';
import { refuseProduct } from '../productCodes.ts';
import type { SandboxShop } from '../world.ts';
import { rowIn, textIn, type Row } from './fields.ts';
import { requireProduct } from './products.ts';
import { skuRows } from './skuRows.ts';
import type { Operation, OperationCall } from './types.ts';

/** The operations on prices. @see Partner Center, "Update Price" */
export const PRICE_OPERATIONS: readonly Operation[] = [
  {
    name: 'prices/update',
    method: 'POST',
    path: '/product/202309/products/{product_id}/prices/update',
    entity: 'shop',
    scope: 'seller.product.write',
    answer: updatePrices,
    isWrite: true,
  },
];

/** Sets all prices of the call or, when one is wrong, none: the answer has no place for single refusals. */
function updatePrices(context: OperationCall): string {
  const { shop, now } = context;
  const product = requireProduct(context);
  const wanted = skuRows(context, product).map(({ skuId, fields }) => {
    const sku = requireSku(product, skuId);
    return { sku, price: readPrice(shop, sku, rowIn(fields, 'price') ?? {}) };
  });
  for (const { sku, price } of wanted) {
    if (sku.price === price) continue;
    sku.price = price;
    noteEdit(shop.goods, product, now);
  }
  return '{}';
}

function requireSku(product: Product, skuId: string): Sku {
  const sku = skusOf(product).find((one) => one.skuId === skuId);
  if (!sku) throw refuseProduct(12052557);
  if (sku.kind === 'gift') throw refuseProduct(12052163);
  if (sku.isPromoted) throw refuseProduct(12052038);
  return sku;
}

function readPrice(shop: SandboxShop, sku: Sku, fields: Row): string {
  const market = MARKETS[shop.options.region];
  const isCrossBorder = shop.options.sellerType === 'CROSS_BORDER';
  const text = textIn(fields, 'amount') ?? (isCrossBorder ? textIn(fields, 'sale_price') : undefined);
  if (text === undefined) throw refuseProduct(isCrossBorder ? 12052424 : 12052073);
  if (textIn(fields, 'currency') !== market.currency) throw refuseProduct(12052084);
  const price = readAmount(text, market.decimals);
  const [least, most] = priceLimits(shop.options);
  if (price < parseAmount(least)) throw refuseProduct(12052073);
  if (price > parseAmount(most)) throw refuseProduct(12052570);
  if (sku.kind === 'bundle' && price > partsTogether(shop, sku)) throw refuseProduct(12052861);
  return text;
}

function readAmount(text: string, decimals: number): Amount {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(text)) throw refuseProduct(12052012);
  const amount = parseAmount(text);
  if (roundAmount(amount, decimals) !== amount) throw refuseProduct(12052012);
  return amount;
}

function partsTogether({ goods }: SandboxShop, bundle: Sku): Amount {
  return sumAmounts(
    bundle.components.map(({ skuId, count }) =>
      multiplyAmount(parseAmount(goods.skus.get(skuId)?.price ?? '0'), count),
    ),
  );
}
