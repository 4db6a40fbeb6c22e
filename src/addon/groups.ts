import type { OdooClient, Row } from '../odoo/client.ts';
import { OdooMissingError } from '../odoo/errors.ts';
import { BRIDGE_USER_GROUPS } from './access.ts';
import { groupXid } from './layers/access.ts';

/**
 * Puts the user who installs into the addon's group: without it even an administrator may not read its models.
 *
 * @returns Whether something had to be written.
 */
export async function admitInstaller(client: OdooClient): Promise<boolean> {
  const added = await addGroups(client, await client.uid(), [groupXid('user')]);
  return added.length > 0;
}

/**
 * Gives the bridge's own user exactly the groups that it needs.
 *
 * @param login - Login of an Odoo user that exists.
 * @returns Names of the groups that it did not have yet, and what is not as it has to be about this user.
 * @throws OdooMissingError when there is no such user.
 */
export async function equipBridgeUser(
  client: OdooClient,
  login: string,
): Promise<{ readonly granted: readonly string[]; readonly notes: readonly string[] }> {
  const [user] = await client.searchRead<UserRow>('res.users', [['login', '=', login]], ['email'], { limit: 1 });
  if (!user) {
    throw new OdooMissingError('There is no active Odoo user with the login of the bridge.', {
      remedy: 'Make the user in Odoo (Settings, Users) as an internal user, or correct the login.',
    });
  }
  const wanted = [...Object.keys(BRIDGE_USER_GROUPS), groupXid('bridge')];
  const granted = await addGroups(client, user.id, wanted);
  const names = granted.map((xid) => BRIDGE_USER_GROUPS[xid] ?? 'TikTok Shop / Bridge');
  const notes = user.email ? [] : ['The bridge’s user has no e-mail address; Odoo needs one to write messages.'];
  return { granted: names, notes };
}

interface UserRow extends Row {
  readonly email: string | false;
}

/** Groups that a user has through others count as had. */
async function addGroups(client: OdooClient, userId: number, xids: readonly string[]): Promise<string[]> {
  const ids = await client.findByXid('res.groups', xids);
  const all = await client.fieldsOf('res.users');
  const held = all.has('all_group_ids') ? 'all_group_ids' : client.profile.userGroups;
  const [row] = await client.read('res.users', [userId], [held]);
  const has = new Set((row?.[held] ?? []) as number[]);
  const missing = [...ids].filter(([, id]) => !has.has(id));
  if (missing.length === 0) return [];
  const commands = missing.map(([, id]) => [4, id]);
  await client.write('res.users', [userId], { [client.profile.userGroups]: commands });
  return missing.map(([xid]) => xid);
}
