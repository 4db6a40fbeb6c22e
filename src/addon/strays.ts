import type { OdooClient } from '../odoo/client.ts';
import { OWN_MODEL_NAMES } from './layers/models.ts';
import type { Target } from './references.ts';

/** Part of the name of every field and model that the addon adds. */
const MARK = 'x_tiktok_';

/**
 * What people or Odoo made around the addon's models and what would break without them: saved filters, screens, views
 * and the menus that open them.
 */
export async function findStrays(client: OdooClient): Promise<Target[]> {
  const everything = client.withContext({ active_test: false, 'ir.ui.menu.full_list': true });
  const own = [...OWN_MODEL_NAMES];
  const windows = await everything.search('ir.actions.act_window', [['res_model', 'in', own]]);
  const menus = await everything.search('ir.ui.menu', [
    ['action', 'in', windows.map((id) => `ir.actions.act_window,${id}`)],
  ]);
  const views = await everything.search('ir.ui.view', [['model', 'in', own]]);
  const filters = await everything.search('ir.filters', [
    '|',
    '|',
    ['model_id', 'in', own],
    ['domain', 'like', MARK],
    ['context', 'like', MARK],
  ]);
  return [
    ...toTargets('ir.actions.act_window', windows),
    ...toTargets('ir.ui.menu', menus),
    ...toTargets('ir.ui.view', views),
    ...toTargets('ir.filters', filters),
  ];
}

function toTargets(model: string, ids: readonly number[]): Target[] {
  return ids.map((id) => ({ model, id }));
}
