import { table } from '../../src/config/render.ts';
import { loadMappings } from '../../src/mapping/files/load.ts';
import type { StatusRule } from '../../src/mapping/files/orderStatus.ts';

const TAXES = { none: 'not on the order: TikTok remits it', included: 'in the price' } as const;
const ACTIONS = {
  import: 'imported and confirmed',
  late: 'imported, its delivery marked as already gone, or blocked: a policy of the shop',
  cancel: 'nothing is made; what exists is cancelled',
} as const;

/** The README's table of markets, as Markdown. */
export function renderRegionTable(shippedDir: string): string {
  const { regions, currencies } = loadMappings({ shippedDir });
  const rows = Object.entries(regions).map(([code, { name, currency, timezone, taxes }]) => [
    `\`${code}\``,
    name,
    `${currency}, ${currencies[currency]?.decimals ?? ''} decimals`,
    timezone,
    TAXES[taxes],
  ]);
  return table(['Region', 'Market', 'Currency', 'Time zone', 'Sales tax'], rows);
}

/** The README's table of order statuses, as Markdown. */
export function renderStatusTable(shippedDir: string): string {
  const { orderStatuses, orderStatusAliases, unknownOrderStatus } = loadMappings({ shippedDir });
  const rows = Object.entries(orderStatuses).map(([status, rule]) => {
    const others = Object.entries(orderStatusAliases).filter(([, meant]) => meant === status);
    const names = [status, ...others.map(([alias]) => alias)].map((name) => `\`${name}\``);
    return [names.join(', '), describe(rule)];
  });
  const unknown = unknownOrderStatus === 'wait' ? 'waits for the next status' : 'is blocked';
  return table(['Status', 'What happens'], [...rows, ['any other', `${unknown}, with a warning`]]);
}

function describe(rule: StatusRule): string {
  return rule.action === 'wait' ? `waits: ${rule.reason}` : ACTIONS[rule.action];
}
