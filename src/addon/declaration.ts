import type { OdooProfile } from '../odoo/profile.ts';
import { dialectOf } from './dialect.ts';
import { accessLayers, groupLayers } from './layers/access.ts';
import { modelLayers } from './layers/models.ts';
import { recordLayers } from './layers/records.ts';
import { screenLayers } from './layers/screens.ts';
import type { Layer } from './piece.ts';
import { addonXid } from './piece.ts';
import { ADDON_VERSION } from './version.ts';

/**
 * Everything that the addon consists of on one version of Odoo, in the order in which it is written.
 *
 * The version's record is the last: where it is, all the rest is.
 */
export function declareAddon(profile: OdooProfile): readonly Layer[] {
  const dialect = dialectOf(profile);
  return [
    ...groupLayers(dialect),
    ...modelLayers(dialect),
    ...accessLayers(),
    ...screenLayers(dialect),
    ...recordLayers(dialect),
    versionLayer(),
  ];
}

function versionLayer(): Layer {
  const values = { x_name: 'TikTok Shop bridge', x_version: ADDON_VERSION };
  return { model: 'x_tiktok_addon', pieces: [{ externalId: addonXid('version'), label: 'version', values }] };
}
