import { z } from 'zod';

/** The statuses of an order that TikTok documents; see Partner Center, "Order overview". */
export const ORDER_STATUSES = [
  'UNPAID',
  'ON_HOLD',
  'PRE_ORDER',
  'AWAITING_SHIPMENT',
  'PARTIALLY_SHIPPING',
  'AWAITING_COLLECTION',
  'IN_TRANSIT',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
] as const;

/** What an order in a status is good for. */
export const StatusRule = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('import').describe('Make the sale order.') }),
  z.strictObject({
    action: z.literal('late').describe('The goods have left: the shop’s policy for orders first seen late holds.'),
  }),
  z.strictObject({ action: z.literal('cancel').describe('Cancelled: nothing is made; what exists is cancelled.') }),
  z.strictObject({
    action: z.literal('wait').describe('Show it as waiting until its status changes.'),
    code: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/)
      .describe('Short code for filters.'),
    reason: z.string().min(1).describe('The sentence that people read.'),
    releaseMinutes: z
      .int()
      .positive()
      .optional()
      .describe('How long after the payment TikTok usually releases it; people are told the moment.'),
  }),
]);
export type StatusRule = z.infer<typeof StatusRule>;

const Status = z.string().regex(/^[A-Z][A-Z_]*$/);

/** `order-status.json`. An operator’s own file may hold only the entries that differ. */
export const OrderStatusFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  statuses: z.record(Status, StatusRule).optional(),
  aliases: z.record(Status, Status).optional().describe('Other words for a status of `statuses`.'),
  unknown: z
    .enum(['wait', 'block'])
    .optional()
    .describe(
      'What happens to an order in a status that is not listed: it waits for the next status, or it is blocked.',
    ),
});
export type OrderStatusFile = z.infer<typeof OrderStatusFile>;
