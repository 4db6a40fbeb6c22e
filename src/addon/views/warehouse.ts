import type { ViewElement } from './arch.ts';
import { element } from './arch.ts';
import type { ViewDeclaration } from './build.ts';
import {
  KEPT,
  chosen,
  field,
  filter,
  group,
  groupings,
  hidden,
  hiddenColumn,
  hint,
  separator,
  shown,
} from './build.ts';
import { equals, isEmpty, isOneOf } from './condition.ts';

const MODEL = 'x_tiktok_warehouse';

const WAREHOUSES = "[('company_id', '=', x_company_id)]";
const LOCATIONS =
  "[('usage', 'in', ['internal', 'view']), '|', ('company_id', '=', False), ('company_id', '=', x_company_id)]";

const IS_FOR_RETURNS = equals('x_type', 'RETURN_WAREHOUSE');

/** The warehouses of a shop as lines that people fill in. */
export function warehouseLines(): ViewElement {
  return element(
    'list',
    {
      string: 'TikTok warehouses',
      editable: 'bottom',
      ...KEPT,
      decorations: { muted: IS_FOR_RETURNS, danger: isOneOf('x_status', 'DISABLED', 'GONE') },
    },
    shown('x_name'),
    shown('x_type'),
    shown('x_status'),
    hiddenColumn('x_company_id'),
    chosen('x_warehouse_id', { domain: WAREHOUSES, readonly: IS_FOR_RETURNS }),
    chosen('x_location_id', { domain: LOCATIONS, readonly: IS_FOR_RETURNS }),
    shown('x_tiktok_id', { optional: 'hide' }),
  );
}

function warehouseList(): ViewElement {
  const lines = warehouseLines();
  return { ...lines, children: [shown('x_shop_id'), ...lines.children] };
}

function warehouseForm(): ViewElement {
  return element(
    'form',
    { string: 'TikTok warehouse', ...KEPT },
    element(
      'sheet',
      {},
      hidden('x_company_id'),
      element('div', { class: 'oe_title' }, element('h1', {}, shown('x_name'))),
      element(
        'group',
        {},
        group('On TikTok', shown('x_shop_id'), shown('x_type'), shown('x_status'), shown('x_tiktok_id')),
        group(
          'In Odoo',
          chosen('x_warehouse_id', { domain: WAREHOUSES }),
          chosen('x_location_id', { domain: LOCATIONS, invisible: isEmpty('x_warehouse_id') }),
        ),
      ),
      hint('Without a warehouse of Odoo nothing is offered here. Location narrows it down to a part of the warehouse.'),
    ),
  );
}

function warehouseSearch(): ViewElement {
  return element(
    'search',
    { string: 'TikTok warehouses' },
    field('x_name'),
    field('x_tiktok_id'),
    field('x_shop_id'),
    field('x_warehouse_id'),
    filter('sales', 'For sales', "[('x_type', '=', 'SALES_WAREHOUSE')]"),
    filter('returns', 'For returns', "[('x_type', '=', 'RETURN_WAREHOUSE')]"),
    separator(),
    filter('unmapped', 'Without a warehouse of Odoo', "[('x_warehouse_id', '=', False)]"),
    filter('out', 'Disabled or gone', "[('x_status', 'in', ['DISABLED', 'GONE'])]"),
    groupings(['x_shop_id', 'Shop'], ['x_warehouse_id', 'Warehouse'], ['x_status', 'Status']),
  );
}

/** The screens of TikTok's warehouses. */
export const WAREHOUSE_VIEWS: readonly ViewDeclaration[] = [
  { name: 'warehouse_list', model: MODEL, type: 'list', label: 'TikTok warehouses', arch: warehouseList() },
  { name: 'warehouse_form', model: MODEL, type: 'form', label: 'TikTok warehouse', arch: warehouseForm() },
  { name: 'warehouse_search', model: MODEL, type: 'search', label: 'TikTok warehouses', arch: warehouseSearch() },
];
