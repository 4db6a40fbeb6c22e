import type { OdooProfile } from '../odoo/profile.ts';
import type { LoadValue } from '../odoo/values.ts';
import type { PythonDialect } from './models/field.ts';
import type { ViewDialect } from './views/arch.ts';

/** What differs between versions of Odoo in the records that the addon consists of. */
export interface AddonDialect extends ViewDialect, PythonDialect {
  /** Field by which menus, like users, name their groups. */
  readonly groups: string;
  /** Whether groups stand under a privilege of an application; otherwise by themselves. */
  readonly groupPrivileges: boolean;
  readonly service: Readonly<Record<string, LoadValue>>;
  readonly storable: Readonly<Record<string, LoadValue>>;
}

/** The addon's dialect for a version. */
export function dialectOf(profile: OdooProfile): AddonDialect {
  const { storableProduct } = profile;
  return {
    list: profile.listView,
    conditions: profile.viewConditions,
    chatter: profile.chatter,
    pricelistPrices: profile.pricelistPrices,
    groups: profile.userGroups,
    groupPrivileges: profile.groupPrivileges,
    service: { ['detailed_type' in storableProduct ? 'detailed_type' : 'type']: 'service' },
    storable: storableProduct,
  };
}
