import { z } from 'zod';
import type { OdooClient } from '../odoo/client.ts';
import { OdooAccessError, OdooAddonError, OdooFaultError } from '../odoo/errors.ts';
import { INFO } from './models/info.ts';
import { addonXid } from './piece.ts';
import { ADDON_VERSION, isCompatible } from './version.ts';

const Reference = z.tuple([z.string(), z.union([z.number(), z.literal(false)])]);

/**
 * The version of the addon in this database; undefined when it is not installed. Two calls; the bridge's own
 * user may ask.
 *
 * @throws OdooAccessError when the addon is there but the user is not in its group.
 */
export async function readAddonVersion(client: OdooClient): Promise<string | undefined> {
  const id = await findVersionRecord(client);
  if (id === undefined) return undefined;
  const [row] = await client.read(INFO.model, [id], ['x_version']);
  return typeof row?.['x_version'] === 'string' ? row['x_version'] : undefined;
}

/** By external id, because asking for a model that does not exist is answered differently by each version. */
async function findVersionRecord(client: OdooClient): Promise<number | undefined> {
  const [module, name] = addonXid('version').split('.');
  const call = { model: 'ir.model.data', method: 'check_object_reference', args: { module, xml_id: name } };
  try {
    const [, id] = Reference.parse(await client.call({ ...call, repeatable: true }));
    if (id === false) throw noAccess();
    return id;
  } catch (error) {
    if (error instanceof OdooAccessError) throw noAccess(error);
    if (error instanceof OdooFaultError && /external ID/i.test(error.message)) return undefined;
    throw error;
  }
}

function noAccess(cause?: OdooAccessError): OdooAccessError {
  return new OdooAccessError('This Odoo user may not use the addon of the bridge: it is in none of its groups.', {
    model: INFO.model,
    operation: 'read',
    cause,
    remedy: 'Give it the group TikTok Shop / Bridge, or run "tiktok-odoo install" as an administrator and name it.',
  });
}

/**
 * Makes sure that the addon is in this database, in a version that this bridge can work with.
 *
 * @throws OdooAddonError when it is missing or of another version.
 * @throws OdooAccessError when the user is in none of the addon's groups.
 */
export async function requireAddon(client: OdooClient): Promise<void> {
  const version = await readAddonVersion(client);
  if (version === undefined) {
    throw new OdooAddonError('The addon of the bridge is not installed in this Odoo database.', {
      remedy: 'Run "tiktok-odoo install" once, as an administrator of Odoo.',
    });
  }
  if (isCompatible(version)) return;
  throw new OdooAddonError(
    `The addon in this Odoo database is version ${version}, this bridge needs ${ADDON_VERSION}.`,
    { remedy: 'Run "tiktok-odoo install" with this version of the bridge, as an administrator of Odoo.' },
  );
}
