import type { GroupName } from '../access.ts';
import { ACCESS, GROUPS, RULES } from '../access.ts';
import type { AddonDialect } from '../dialect.ts';
import type { Layer } from '../piece.ts';
import { addonXid } from '../piece.ts';
import { modelXid } from './models.ts';

const PRIVILEGE = addonXid('privilege');

/** External id of one of the addon's groups. */
export function groupXid(name: GroupName): string {
  return addonXid('group', name);
}

/**
 * The groups. Applications (`ir.module.category`) cannot be made over RPC: where groups stand under a privilege this is
 * one of Odoo's application Sales, elsewhere the groups stand by themselves and carry the whole name.
 */
export function groupLayers(dialect: AddonDialect): Layer[] {
  const { groupPrivileges } = dialect;
  const section = groupPrivileges ? { 'privilege_id/id': PRIVILEGE } : {};
  const groups: Layer = {
    model: 'res.groups',
    pieces: GROUPS.map(({ name, label, comment, implies }) => ({
      externalId: groupXid(name),
      label: `group TikTok Shop / ${label}`,
      values: {
        name: groupPrivileges ? label : `TikTok Shop / ${label}`,
        comment,
        'implied_ids/id': implies ? groupXid(implies) : '',
        ...section,
      },
    })),
  };
  return groupPrivileges ? [privilegeLayer(), groups] : [groups];
}

function privilegeLayer(): Layer {
  const values = { name: 'TikTok Shop', 'category_id/id': 'base.module_category_sales', sequence: 31 };
  return {
    model: 'res.groups.privilege',
    pieces: [{ externalId: PRIVILEGE, label: 'privilege TikTok Shop', values }],
  };
}

/** Access rights and record rules. */
export function accessLayers(): Layer[] {
  return [
    {
      model: 'ir.model.access',
      pieces: ACCESS.map(({ model, group, rights }) => ({
        externalId: addonXid('access', model, group),
        label: `rights of ${group} on ${model}`,
        values: {
          name: `${model} ${group}`,
          'model_id/id': modelXid(model),
          'group_id/id': group === 'base.group_system' ? group : groupXid(group),
          perm_read: rights.includes('read'),
          perm_write: rights.includes('write'),
          perm_create: rights.includes('create'),
          perm_unlink: rights.includes('unlink'),
        },
      })),
    },
    {
      model: 'ir.rule',
      pieces: RULES.map(({ model, label, domain }) => ({
        externalId: addonXid('rule', model),
        label: `rule ${label}`,
        values: { name: label, 'model_id/id': modelXid(model), domain_force: domain },
      })),
    },
  ];
}
