import type { AddonDialect } from '../dialect.ts';
import type { Layer, Piece } from '../piece.ts';
import { addonXid } from '../piece.ts';
import type { RecordDeclaration } from '../records.ts';
import { RECORDS } from '../records.ts';
import { fieldXid } from './models.ts';

/** External id of one of the records that shops start with, by its name in the table. */
export function recordXid(name: string): string {
  return addonXid(name);
}

/** Products, carrier and sources: made when missing, in the order of the table. New shops start with them. */
export function recordLayers(dialect: AddonDialect): Layer[] {
  const models = [...new Set(RECORDS.map(({ model, product }) => `${model} ${product ?? ''}`))];
  const made = models.map((key): Layer => {
    const records = RECORDS.filter(({ model, product }) => `${model} ${product ?? ''}` === key);
    return {
      model: records[0]?.model ?? '',
      once: true,
      pieces: records.map((record) => ({
        externalId: recordXid(record.name),
        label: record.label,
        values: { ...record.values, ...productColumns(record, dialect) },
      })),
    };
  });
  return [...made, { model: 'ir.default', pieces: RECORDS.flatMap(shopDefault) }];
}

function shopDefault({ name, label, shopField }: RecordDeclaration): Piece[] {
  if (shopField === undefined) return [];
  const values = {
    'field_id/id': fieldXid('x_tiktok_shop', shopField),
    json_value: { record: recordXid(name), as: 'default' },
  } as const;
  return [{ externalId: addonXid('default', 'x_tiktok_shop', shopField), label: `default of shops: ${label}`, values }];
}

function productColumns({ product }: RecordDeclaration, dialect: AddonDialect): AddonDialect['service'] {
  return product === undefined ? {} : dialect[product];
}
