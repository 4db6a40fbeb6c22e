import type { ProductWish } from './goodsTypes.ts';
import { silently, type Route } from './route.ts';

/** The routes of the control API that are about what shops sell. */
export const GOODS_ROUTES: readonly Route[] = [
  {
    route: 'GET /sandbox/shops/{id}/catalogue',
    says: 'Everything that a shop sells.',
    answer: ({ control, id }) => control.catalogue(id),
  },
  {
    route: 'GET /sandbox/shops/{id}/products',
    says: 'Products with status, audit and times.',
    answer: ({ control, id }) => control.products(id),
  },
  {
    route: 'POST /sandbox/shops/{id}/products',
    says: 'Put up a product: {title, status, skus: [{sellerSku, price, barcode, attributes, quantity}]}.',
    answer: ({ control, id, body }) => control.addProduct({ ...(body as unknown as ProductWish), shopId: id }),
  },
  {
    route: 'GET /sandbox/shops/{id}/stock',
    says: 'What is available and what orders hold, by SKU and warehouse.',
    answer: ({ control, id }) => control.stock(id),
  },
  {
    route: 'GET /sandbox/shops/{id}/warehouses',
    says: 'Warehouses that orders ship from.',
    answer: ({ control, id }) => control.warehouses(id),
  },
  {
    route: 'POST /sandbox/shops/{id}/warehouses',
    says: 'Change one: {number, status (ENABLED, DISABLED, RESTRICTED), isGone, name}.',
    answer: silently(({ control, id, body: { number, ...changes } }) => {
      control.setWarehouse(Number(number), changes, id);
    }),
  },
  {
    route: 'POST /sandbox/products/{id}',
    says: 'Change {title, status, audit, weight, updateTime}.',
    answer: silently(({ control, id, body }) => {
      control.setProduct(id, body);
    }),
  },
  {
    route: 'PATCH /sandbox/products/{id}',
    says: 'Answer fields against all rules: {set: {…}, remove: […]}.',
    answer: silently(({ control, id, body }) => {
      control.patchProduct(id, body);
    }),
  },
  {
    route: 'PATCH /sandbox/skus/{id}',
    says: 'The same for a SKU within its product.',
    answer: silently(({ control, id, body }) => {
      control.patchSku(id, body);
    }),
  },
  {
    route: 'POST /sandbox/skus/{id}',
    says: 'Change {sellerSku, price, barcode, attributes, status, stockRule, isPromoted, isGone, warehouses}.',
    answer: silently(({ control, id, body }) => {
      control.setSku(id, body);
    }),
  },
  {
    route: 'DELETE /sandbox/skus/{id}',
    says: 'Take it out of its product.',
    answer: silently(({ control, id }) => {
      control.removeSku(id);
    }),
  },
  {
    route: 'POST /sandbox/skus/{id}/stock',
    says: 'Set what is available: {warehouse (its number, default 1), quantity}.',
    answer: silently(({ control, id, body }) => {
      control.setStock(id, Number(body['warehouse'] ?? 1), Number(body['quantity']));
    }),
  },
];
