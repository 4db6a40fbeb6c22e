/** What a row of an item file can say. */
export type ItemKey =
  'shopId' | 'itemId' | 'skuId' | 'sellerSku' | 'title' | 'variant' | 'reference' | 'barcode' | 'match';

/** One column of an item file. */
export interface ItemColumn {
  readonly key: ItemKey;
  /** As the export writes it. */
  readonly title: string;
  /** Other names that are understood: those of Seller Center's bulk edit first. Case, `_`, `-`, `*` and spaces do not count. */
  readonly synonyms: readonly string[];
}

/** The columns of an item file, in the order of the export. */
export const ITEM_COLUMNS: readonly ItemColumn[] = [
  { key: 'shopId', title: 'Shop ID', synonyms: ['tiktok shop id'] },
  {
    key: 'itemId',
    title: 'Item ID',
    synonyms: [
      'product_id',
      'tiktok item id',
      'id produk',
      'id sản phẩm',
      'รหัสสินค้า',
      'id del producto',
      '商品id',
      '产品id',
    ],
  },
  { key: 'skuId', title: 'SKU ID', synonyms: ['tiktok sku id', 'variation id', 'id sku'] },
  {
    key: 'sellerSku',
    title: 'Seller SKU',
    synonyms: ['sku', 'sku penjual', 'sku người bán', 'sku ของผู้ขาย', 'sku del vendedor', '卖家sku', '商家sku'],
  },
  {
    key: 'title',
    title: 'Title',
    synonyms: [
      'product_name',
      'name',
      'nama produk',
      'tên sản phẩm',
      'ชื่อสินค้า',
      'nombre del producto',
      '商品名称',
      '产品名称',
    ],
  },
  {
    key: 'variant',
    title: 'Variant',
    synonyms: [
      'variation_value',
      'variation',
      'variation option',
      'sku name',
      'variasi',
      'phân loại',
      'ตัวเลือกของตัวแปร',
    ],
  },
  {
    key: 'reference',
    title: 'Internal Reference',
    synonyms: [
      'default_code',
      'reference',
      'odoo reference',
      'interne referenz',
      'référence interne',
      'referencia interna',
    ],
  },
  { key: 'barcode', title: 'Barcode', synonyms: ['ean', 'gtin', 'upc', 'identifier code'] },
  { key: 'match', title: 'Matched by', synonyms: ['match state'] },
];

const KEYS: ReadonlyMap<string, ItemKey> = new Map(
  ITEM_COLUMNS.flatMap(({ key, title, synonyms }) =>
    [title, ...synonyms].map((name) => [normalise(name), key] as const),
  ),
);

/** The column that a heading means; undefined for one that is not read. */
export function columnOf(heading: string): ItemKey | undefined {
  return KEYS.get(normalise(heading));
}

/** How a column is called in messages. */
export function titleOfColumn(key: ItemKey): string {
  return ITEM_COLUMNS.find((column) => column.key === key)?.title ?? key;
}

function normalise(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*\-./:]+/g, '');
}
