import type { OdooClient } from '../odoo/client.ts';
import { idOf } from './rows.ts';

/** The leader of a sales team, who gets the activities of its shops; undefined where there is none. */
export async function readLeader(odoo: OdooClient, teamId: number | undefined): Promise<number | undefined> {
  if (teamId === undefined) return undefined;
  const [team] = await odoo.read('crm.team', [teamId], ['user_id']);
  return idOf(team?.['user_id']);
}
