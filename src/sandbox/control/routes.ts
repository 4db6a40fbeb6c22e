import { UsageError } from '../../core/errors.ts';
import { parseJson } from '../../core/json.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../faults.ts';
import type { OrderStatus } from '../wire.ts';
import { GOODS_ROUTES } from './goodsRoutes.ts';
import { requireQuery, silently, type Route } from './route.ts';
import type { SandboxControl } from './types.ts';

/** Every route of the control API, as its front page lists them. */
export const CONTROL_ROUTES: readonly Route[] = [
  { route: 'GET /sandbox', says: 'This list.', answer: () => routeList() },
  {
    route: 'POST /sandbox/reset',
    says: 'Make all shops again as they were.',
    answer: silently(({ control }) => {
      control.reset();
    }),
  },
  {
    route: 'GET /sandbox/shops',
    says: 'Shops with their ciphers and counts.',
    answer: ({ control }) => control.shops(),
  },
  {
    route: 'POST /sandbox/shops/{id}',
    says: 'Change {onHoldFlow, isActive, shownRegion}.',
    answer: silently(({ control, id, body }) => {
      control.setShop(id, body);
    }),
  },
  ...GOODS_ROUTES,
  {
    route: 'GET /sandbox/orders',
    says: 'List orders: ?shop=, ?status=, ?limit=.',
    answer: ({ control, call: { query } }) =>
      control.orders({
        shopId: query.get('shop'),
        status: query.get('status'),
        limit: query.has('limit') ? Number(query.get('limit')) : undefined,
      }),
  },
  {
    route: 'POST /sandbox/orders',
    says: 'Place new orders: {shopId, count, status, kinds, lines: [{skuId, units}]}.',
    answer: ({ control, body }) => control.sell(body),
  },
  {
    route: 'GET /sandbox/orders/{id}',
    says: 'One order, nothing masked.',
    answer: ({ control, id }) => control.order(id),
  },
  {
    route: 'PUT /sandbox/orders/{id}',
    says: 'Put in any JSON as an order of ?shop=; it is answered exactly as it is.',
    answer: ({ control, call, id }) => ({
      orderId: control.putOrder(requireQuery(call, 'shop'), call.body.toString('utf8'), id),
    }),
  },
  {
    route: 'PATCH /sandbox/orders/{id}',
    says: 'Change fields against all rules: {set: {…}, remove: […]}.',
    answer: ({ control, id, body }) => control.patchOrder(id, body),
  },
  {
    route: 'DELETE /sandbox/orders/{id}',
    says: 'Forget an order.',
    answer: silently(({ control, id }) => {
      control.removeOrder(id);
    }),
  },
  {
    route: 'POST /sandbox/orders/{id}/advance',
    says: 'Next status, or {to}.',
    answer: ({ control, id, body }) => control.advance(id, body['to'] as OrderStatus | undefined),
  },
  {
    route: 'POST /sandbox/orders/{id}/cancel',
    says: 'Cancel it, or some units: {by, reason, units, lineItemIds}.',
    answer: ({ control, id, body }) => control.cancel(id, body),
  },
  {
    route: 'POST /sandbox/orders/{id}/request-cancel',
    says: 'The buyer asks to cancel.',
    answer: ({ control, id }) => control.requestCancel(id),
  },
  {
    route: 'POST /sandbox/orders/{id}/address',
    says: 'Change fields of the recipient address; ?keep_update_time=1 leaves the time.',
    answer: ({ control, id, call, body }) =>
      control.changeAddress(id, body, call.query.get('keep_update_time') === '1'),
  },
  {
    route: 'POST /sandbox/clock',
    says: "Move the shops' clock by {move} seconds.",
    answer: ({ control, body }) => ({ now: control.moveClock(Number(body['move'] ?? 0)) }),
  },
  {
    route: 'GET /sandbox/settings',
    says: 'Token lives, limits, delays, speed.',
    answer: ({ control }) => control.settings(),
  },
  {
    route: 'POST /sandbox/settings',
    says: 'Change some of them.',
    answer: ({ control, body }) => control.changeSettings(body),
  },
  {
    route: 'POST /sandbox/consent',
    says: 'Consent without a browser: {serviceId, seller, state, approve}.',
    answer: ({ control, body }) => control.consent(body),
  },
  {
    route: 'GET /sandbox/authorisations',
    says: 'Who granted what.',
    answer: ({ control }) => control.authorisations(),
  },
  {
    route: 'POST /sandbox/authorisations/revoke',
    says: 'The seller takes it back: {openId}, or all.',
    answer: silently(({ control, body }) => {
      control.revoke(body['openId'] as string | undefined);
    }),
  },
  {
    route: 'POST /sandbox/authorisations/expire',
    says: 'End tokens now: {openId, access, refresh}.',
    answer: silently(({ control, body }) => {
      control.expireTokens(body);
    }),
  },
  { route: 'GET /sandbox/faults', says: 'Faults that are on.', answer: ({ control }) => control.faults() },
  {
    route: 'POST /sandbox/faults',
    says: 'Switch one on: {fault, share, count, paths, retryAfter, delayMs, status, code, message}.',
    answer: silently(({ control, body }) => {
      control.addFault(body as unknown as Fault);
    }),
  },
  {
    route: 'DELETE /sandbox/faults',
    says: 'Switch all off.',
    answer: silently(({ control }) => {
      control.clearFaults();
    }),
  },
  { route: 'GET /sandbox/statistics', says: 'Calls, refusals, 429s.', answer: ({ control }) => control.statistics() },
  {
    route: 'DELETE /sandbox/statistics',
    says: 'Count from nothing.',
    answer: silently(({ control }) => {
      control.clearStatistics();
    }),
  },
];

const PATTERNS = CONTROL_ROUTES.map((route) => {
  const [method = '', path = ''] = route.route.split(' ');
  return { method, pattern: new RegExp(`^${path.replace('{id}', '(?<id>[^/]+)')}/?$`), answer: route.answer };
});

/**
 * Answers a request to the control API.
 *
 * @returns What becomes the JSON of the answer; undefined when there is no such route.
 * @throws UsageError and StepRefused as {@link SandboxControl} does.
 */
export function answerControl(control: SandboxControl, call: Call): { readonly answer: unknown } | undefined {
  for (const { method, pattern, answer } of PATTERNS) {
    const match = method === call.method ? pattern.exec(call.path) : null;
    if (match) return { answer: answer({ control, call, id: match.groups?.['id'] ?? '', body: readBody(call) }) };
  }
  return undefined;
}

function routeList(): Record<string, string> {
  return Object.fromEntries(CONTROL_ROUTES.map(({ route, says }) => [route, says]));
}

/** Bodies of PUT are taken as text and need not be JSON here. */
function readBody(call: Call): Readonly<Record<string, unknown>> {
  if (call.body.length === 0 || call.method === 'PUT') return {};
  let body: unknown;
  try {
    body = parseJson(call.body.toString('utf8'));
  } catch (cause) {
    throw new UsageError('The body is not JSON.', { cause });
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new UsageError('The body is not a JSON object.');
  }
  return body as Record<string, unknown>;
}
