import { nowSeconds, toOdooDateTime } from '../core/time.ts';
import type { OdooClient } from '../odoo/client.ts';

/** Counts of a run as its `x_tiktok_run` shows them. */
export interface RunFacts {
  readonly job: string;
  readonly shopRecordId: number;
  readonly shop: string;
  readonly started: number;
  readonly state: 'done' | 'partial' | 'failed';
  readonly counts: Readonly<Record<string, number>>;
  readonly message: string;
}

/** Writes what a run did; runs that changed nothing and found nothing leave no record. */
export async function recordRun(odoo: OdooClient, facts: RunFacts): Promise<void> {
  await odoo.create('x_tiktok_run', [
    {
      x_name: `${facts.shop}: ${facts.job}`,
      x_job: facts.job,
      x_shop_id: facts.shopRecordId,
      x_started: toOdooDateTime(facts.started),
      x_ended: toOdooDateTime(nowSeconds()),
      x_state: facts.state,
      x_message: facts.message,
      ...Object.fromEntries(Object.entries(facts.counts).map(([name, count]) => [`x_${name}`, count])),
    },
  ]);
}
