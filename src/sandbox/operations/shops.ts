import { RETURN_WAREHOUSE } from '../ids.ts';
import { MARKETS } from '../markets.ts';
import { ADDRESS_BOOKS } from '../places.ts';
import { shopCipher } from '../sellers.ts';
import type { SandboxShop } from '../world.ts';
import type { Operation, OperationCall } from './types.ts';

/** The operations on shops and warehouses. @see Partner Center, "Get Authorized Shops" and "Get Warehouse List" */
export const SHOP_OPERATIONS: readonly Operation[] = [
  {
    name: 'shops/authorized',
    method: 'GET',
    path: '/authorization/202309/shops',
    entity: 'seller',
    scope: undefined,
    answer: getAuthorizedShops,
  },
  {
    name: 'shops/active',
    method: 'GET',
    path: '/seller/202309/shops',
    entity: 'seller',
    scope: 'seller.shop.info',
    answer: getActiveShops,
  },
  {
    name: 'warehouses',
    method: 'GET',
    path: '/logistics/202309/warehouses',
    entity: 'shop',
    scope: 'seller.logistics',
    answer: getWarehouses,
  },
];

function shopsOf({ world, authorisation }: OperationCall): SandboxShop[] {
  return world.shops.filter((shop) => shop.seller === authorisation.seller);
}

function getAuthorizedShops(context: OperationCall): string {
  const { world, authorisation } = context;
  return JSON.stringify({
    shops: shopsOf(context).map((shop) => ({
      id: shop.ids.shop,
      name: shop.name,
      region: shop.shownRegion,
      seller_type: shop.options.sellerType ?? 'LOCAL',
      cipher: shopCipher(world, authorisation.appKey, shop),
      code: shop.ids.code,
    })),
  });
}

function getActiveShops(context: OperationCall): string {
  const active = shopsOf(context).filter((shop) => shop.isActive);
  return JSON.stringify({ shops: active.map((shop) => ({ id: shop.ids.shop, region: shop.shownRegion })) });
}

function getWarehouses({ shop }: OperationCall): string {
  const sales = shop.warehouses
    .filter(({ isGone }) => !isGone)
    .map(({ number, ...one }) => toWarehouse(shop, { ...one, type: 'SALES_WAREHOUSE', isDefault: number === 1 }));
  const returns = { id: shop.ids.warehouse(RETURN_WAREHOUSE), name: 'Returns', status: 'ENABLED' };
  return JSON.stringify({
    warehouses: [...sales, toWarehouse(shop, { ...returns, type: 'RETURN_WAREHOUSE', isDefault: true })],
  });
}

interface WarehouseFacts {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly type: string;
  readonly isDefault: boolean;
}

function toWarehouse(
  shop: SandboxShop,
  { id, name, status, type, isDefault }: WarehouseFacts,
): Record<string, unknown> {
  const { country, region } = MARKETS[shop.options.region];
  const place = ADDRESS_BOOKS[region].places[0];
  const [state = '', ...deeper] = (place?.levels ?? []).map(([level]) => level);
  const city = deeper[0] ?? state;
  const isSales = type === 'SALES_WAREHOUSE';
  const number = Number(id.slice(-1));
  const line = `${number} Depot Road`;
  return {
    id,
    entity_id: `7395${id.slice(4)}`,
    name,
    effect_status: status,
    type,
    sub_type: 'DOMESTIC_WAREHOUSE',
    is_default: isDefault,
    address: {
      region: country,
      state,
      city,
      distict: '',
      ...(isSales ? { town: '' } : {}),
      contact_person: `${name} desk`,
      postal_code: (place?.postcode ?? '').replace(/#/g, '0'),
      full_address: [line, city, state, country].filter((part) => part !== '').join(', '),
      region_code: region,
      phone_number: `(+1)555***000${number}`,
      address_line1: line,
      address_line2: '',
      ...(isSales ? { geolocation: { latitude: '0.0', longitude: '0.0' } } : {}),
    },
  };
}
