import { ACCOUNT } from './account.ts';
import type { ModelDeclaration } from './field.ts';
import { INFO } from './info.ts';
import { LISTING } from './listing.ts';
import { ORDER } from './order.ts';
import { RUN } from './run.ts';
import { SHOP } from './shop.ts';
import { WAREHOUSE } from './warehouse.ts';

/** All models that the addon makes; a model comes after those that it links to. */
export const OWN_MODELS: readonly ModelDeclaration[] = [INFO, ACCOUNT, SHOP, WAREHOUSE, ORDER, LISTING, RUN];
