import { z } from 'zod';
import { OdooFaultError } from './errors.ts';
import type { OdooCall } from './transport/types.ts';

/** Database ids. */
export const Ids = z.array(z.int().positive());

/** What `create` answers: one id for one record on some versions, else a list. */
export const IdOrIds = z.union([
  Ids,
  z
    .int()
    .positive()
    .transform((id) => [id]),
]);

/** Records as `read` and `search_read` give them. */
export const Rows = z.array(z.looseObject({ id: z.int().positive() }));

/** What `fields_get` answers, as far as the bridge looks at it. */
export const FieldsOfModel = z.record(
  z.string(),
  z.object({
    type: z.string(),
    string: z.string(),
    relation: z.string().optional(),
    required: z.boolean().optional(),
    readonly: z.boolean().optional(),
    selection: z
      .array(z.tuple([z.string(), z.string()]))
      .optional()
      .catch(undefined),
  }),
);

/**
 * Checks the shape of an answer.
 *
 * @throws OdooFaultError when it is another one; what the call did in Odoo stays done.
 */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown, call: Pick<OdooCall, 'model' | 'method'>): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new OdooFaultError(`Odoo answered ${call.model}.${call.method} in an unknown shape.`, 'shape', {
    context: { model: call.model, method: call.method },
    cause: result.error,
  });
}
