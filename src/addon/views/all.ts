import { ACCOUNT_VIEWS } from './account.ts';
import type { ViewDeclaration } from './build.ts';
import { LISTING_VIEWS } from './listing.ts';
import { ORDER_VIEWS } from './order.ts';
import { RUN_VIEWS } from './run.ts';
import { SHOP_VIEWS } from './shop.ts';
import { STANDARD_VIEWS } from './standard.ts';
import { WAREHOUSE_VIEWS } from './warehouse.ts';

/** All views of the addon. */
export const VIEWS: readonly ViewDeclaration[] = [
  ...ACCOUNT_VIEWS,
  ...SHOP_VIEWS,
  ...WAREHOUSE_VIEWS,
  ...ORDER_VIEWS,
  ...LISTING_VIEWS,
  ...RUN_VIEWS,
  ...STANDARD_VIEWS,
];
