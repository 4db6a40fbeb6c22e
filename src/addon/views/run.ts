import type { Attributes, ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import { READ_ONLY, alert, field, filter, group, groupings, separator, shown } from './build.ts';
import { equals, isEmpty } from './condition.ts';

const MODEL = 'x_tiktok_run';

const COUNTS = ['read', 'created', 'updated', 'cancelled', 'waiting', 'blocked', 'skipped', 'failed'] as const;

const STATE_COLOURS: Attributes = {
  widget: 'badge',
  decorations: {
    success: equals('x_state', 'done'),
    warning: equals('x_state', 'partial'),
    danger: equals('x_state', 'failed'),
  },
};

function runList(): ViewElement {
  return element(
    'list',
    { string: 'TikTok runs', ...READ_ONLY, decorations: { danger: equals('x_state', 'failed') } },
    field('x_started', { width: '135px' }),
    field('x_job', { width: '90px' }),
    field('x_shop_id', { width: '130px' }),
    field('x_state', { width: '165px', ...STATE_COLOURS }),
    ...COUNTS.map((name) => field(`x_${name}`, { optional: 'show', width: '75px' })),
    field('x_ended', { optional: 'hide' }),
    field('x_message', { optional: 'show' }),
  );
}

function runForm(): ViewElement {
  return element(
    'form',
    { string: 'TikTok run', ...READ_ONLY },
    element('header', {}, shown('x_state', { widget: 'statusbar' })),
    element(
      'sheet',
      {},
      alert('warning', isEmpty('x_message'), shown('x_message', { nolabel: '1' })),
      element('div', { class: 'oe_title' }, element('h1', {}, shown('x_name'))),
      element(
        'group',
        {},
        group('', shown('x_job'), shown('x_shop_id'), shown('x_started'), shown('x_ended')),
        group('', ...COUNTS.map((name) => shown(`x_${name}`))),
      ),
    ),
  );
}

/** The screens of runs. */
export const RUN_VIEWS: readonly ViewDeclaration[] = [
  { name: 'run_list', model: MODEL, type: 'list', label: 'TikTok runs', arch: runList() },
  { name: 'run_form', model: MODEL, type: 'form', label: 'TikTok run', arch: runForm() },
  {
    name: 'run_search',
    model: MODEL,
    type: 'search',
    label: 'TikTok runs',
    arch: element(
      'search',
      { string: 'TikTok runs' },
      field('x_job'),
      field('x_shop_id'),
      field('x_message'),
      filter('problems', 'With problems', "[('x_state', '!=', 'done')]"),
      separator(),
      filter(
        'worked',
        'That changed something',
        "['|', '|', ('x_created', '>', 0), ('x_updated', '>', 0), ('x_cancelled', '>', 0)]",
      ),
      groupings(['x_shop_id', 'Shop'], ['x_job', 'Job'], ['x_state', 'Result'], ['x_started', 'Started']),
    ),
  },
];
