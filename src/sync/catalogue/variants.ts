import {
  attributesOf,
  attributeKey,
  attributeValueKey,
  mapAttributes,
  mapTemplate,
  mapVariant,
  priceExtras,
  type NewItem,
  type ProductContext,
  templateKey,
} from '../../mapping/listings/products.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { createOnce, updateMany } from '../../odoo/loader.ts';
import type { LoadRecord, RefusedRecord } from '../../odoo/values.ts';
import { idOf } from '../rows.ts';

/** Records of products for `createOnce`, and what could not be made of items, by Item ID. */
export interface VariantPlan {
  readonly records: readonly LoadRecord[];
  readonly refused: ReadonlyMap<string, string>;
}

/** Values of attributes on templates. */
interface TemplateValue {
  readonly templateId: number;
  readonly valueId: number;
  readonly id: number;
}

/** Records that are made before variants are. */
interface Made {
  readonly ids: ReadonlyMap<string, number>;
  readonly refused: readonly RefusedRecord[];
}

const LINE = 'product.template.attribute.line';
const TEMPLATE_VALUE = 'product.template.attribute.value';

/**
 * Makes attributes, their values, and a template for each item, as far as they are missing, and maps the SKUs to their
 * variants. A value that a template lacks, because TikTok has got a new one since, is added to it.
 *
 * @param make - Makes templates; returns what Odoo refuses.
 * @throws OdooAccessError when the user may not make attributes or templates.
 */
export async function planVariants(
  odoo: OdooClient,
  items: readonly NewItem[],
  imageOf: (item: NewItem) => string,
  context: ProductContext,
  make: (records: readonly LoadRecord[]) => Promise<Made>,
): Promise<VariantPlan> {
  if (items.length === 0) return { records: [], refused: new Map() };
  const { attributes, values } = mapAttributes(items);
  const attributeIds = (await createOnce(odoo, 'product.attribute', attributes)).ids;
  const valueIds = (await createOnce(odoo, 'product.attribute.value', values)).ids;
  const templates = await make(items.map((item) => mapTemplate(item, imageOf(item), context)));
  const idsOf = (item: NewItem): number | undefined => templates.ids.get(templateKey(item.itemId, context.shop));
  const templateIds = [...templates.ids.values()];
  const before = await readValues(odoo, templateIds);
  const missing = items.flatMap((item) => missingValues(item, idsOf(item), before, valueIds, attributeIds));
  if (missing.length > 0) await addValues(odoo, templateIds, missing);
  const known = missing.length > 0 ? await readValues(odoo, templateIds) : before;
  const untouched = await newValues(odoo, templateIds, before, known);
  await setExtras(odoo, items, idsOf, untouched, valueIds, context);
  const refused = new Map(templates.refused.map(({ externalId, message }) => [externalId, message]));
  const records = items.flatMap((item) => variantsOf(item, idsOf(item), known, valueIds, context));
  const refusedItems = items.flatMap(({ itemId }) => {
    const message = refused.get(templateKey(itemId, context.shop));
    return message === undefined ? [] : [[itemId, message] as const];
  });
  return { records, refused: new Map(refusedItems) };
}

/** Values that nobody can have worked on: of templates without a variant, and those that were added a moment ago. */
async function newValues(
  odoo: OdooClient,
  templateIds: readonly number[],
  before: readonly TemplateValue[],
  known: readonly TemplateValue[],
): Promise<TemplateValue[]> {
  const everything = odoo.withContext({ active_test: false });
  const variants = await everything.searchRead(
    'product.product',
    [['product_tmpl_id', 'in', templateIds]],
    ['product_tmpl_id'],
  );
  const used = new Set(variants.map((variant) => idOf(variant['product_tmpl_id'])));
  const old = new Set(before.map(({ id }) => id));
  return known.filter(({ id, templateId }) => !used.has(templateId) || !old.has(id));
}

/** Has dearer values add to the lowest price, so that each variant has TikTok's. */
async function setExtras(
  odoo: OdooClient,
  items: readonly NewItem[],
  idsOf: (item: NewItem) => number | undefined,
  untouched: readonly TemplateValue[],
  valueIds: ReadonlyMap<string, number>,
  context: ProductContext,
): Promise<void> {
  const changes = items.flatMap((item) => {
    const ofTemplate = untouched.filter(({ templateId }) => templateId === idsOf(item));
    return [...priceExtras(item, context).byValue].flatMap(([key, extra]) => {
      const value = ofTemplate.find(({ valueId }) => valueId === valueIds.get(key));
      return value ? [{ id: value.id, values: { price_extra: extra } }] : [];
    });
  });
  if (changes.length > 0) await updateMany(odoo, TEMPLATE_VALUE, changes);
}

function variantsOf(
  item: NewItem,
  templateId: number | undefined,
  known: readonly TemplateValue[],
  valueIds: ReadonlyMap<string, number>,
  context: ProductContext,
): LoadRecord[] {
  if (templateId === undefined) return [];
  const ofTemplate = new Map(
    known.filter((value) => value.templateId === templateId).map((one) => [one.valueId, one.id]),
  );
  return item.skus.flatMap((sku) => {
    const attributes = attributesOf(sku.details);
    const ids = attributes.flatMap(
      (attribute) => ofTemplate.get(valueIds.get(attributeValueKey(attribute)) ?? 0) ?? [],
    );
    // somebody has taken an attribute off the template: no variant is better than a wrong one
    if (ids.length < attributes.length) return [];
    return [mapVariant(sku, item, templateId, ids, context)];
  });
}

/** A value that a template lacks. */
interface MissingValue {
  readonly templateId: number;
  readonly attributeId: number;
  readonly valueId: number;
}

function missingValues(
  item: NewItem,
  templateId: number | undefined,
  known: readonly TemplateValue[],
  valueIds: ReadonlyMap<string, number>,
  attributeIds: ReadonlyMap<string, number>,
): MissingValue[] {
  if (templateId === undefined) return [];
  const there = new Set(known.filter((value) => value.templateId === templateId).map(({ valueId }) => valueId));
  return item.skus.flatMap(({ details }) =>
    attributesOf(details).flatMap((attribute) => {
      const valueId = valueIds.get(attributeValueKey(attribute));
      const attributeId = attributeIds.get(attributeKey(attribute.name));
      if (valueId === undefined || attributeId === undefined || there.has(valueId)) return [];
      return [{ templateId, attributeId, valueId }];
    }),
  );
}

async function addValues(
  odoo: OdooClient,
  templateIds: readonly number[],
  missing: readonly MissingValue[],
): Promise<void> {
  const lines = await odoo.searchRead(
    LINE,
    [['product_tmpl_id', 'in', templateIds]],
    ['product_tmpl_id', 'attribute_id'],
  );
  for (const line of lines) {
    const ofLine = missing.filter(({ templateId, attributeId }) => isOf(line, templateId, attributeId));
    const ids = [...new Set(ofLine.map(({ valueId }) => valueId))];
    if (ids.length > 0) await odoo.write(LINE, [line.id], { value_ids: ids.map((id) => [4, id]) });
  }
}

function isOf(line: Row, templateId: number, attributeId: number): boolean {
  return idOf(line['product_tmpl_id']) === templateId && idOf(line['attribute_id']) === attributeId;
}

async function readValues(odoo: OdooClient, templateIds: readonly number[]): Promise<TemplateValue[]> {
  const domain = [
    ['product_tmpl_id', 'in', templateIds],
    ['ptav_active', '=', true],
  ] as const;
  const rows = await odoo.searchRead(TEMPLATE_VALUE, domain, ['product_tmpl_id', 'product_attribute_value_id']);
  return rows.map((row) => ({
    id: row.id,
    templateId: idOf(row['product_tmpl_id']) ?? 0,
    valueId: idOf(row['product_attribute_value_id']) ?? 0,
  }));
}
