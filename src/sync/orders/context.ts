import type { Logger } from '../../core/logger.ts';
import type { Queue } from '../../core/queue.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { Region } from '../../mapping/files/regions.ts';
import type { ShopSettings } from '../../mapping/orders/types.ts';
import type { Places } from '../../mapping/orders/contacts.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { ListingBook } from './listings.ts';
import type { RateBook } from './rates.ts';

/** What the steps of one shop's order sync share. */
export interface OrderSyncContext {
  /** A client of the bridge's own user that works in the shop's company. */
  readonly odoo: OdooClient;
  readonly shop: ShopSettings;
  readonly region: Region;
  readonly mappings: Mappings;
  readonly places: Places;
  readonly listings: ListingBook;
  readonly rates: RateBook;
  /** Whether the company has no rules for analytic accounts, so that lines can say so. */
  readonly blankAnalytic: boolean;
  /** External ids of contacts that this run has made or found. */
  readonly contacts: Set<string>;
  /** Confirms of pages that share a stocked SKU collide in the database: they go one after the other. */
  readonly confirms: Queue;
  /** Who gets the activities: the leader of the shop's sales team; the bridge's own user where there is none. */
  readonly activityUserId: number | undefined;
  /** Whether new orders are confirmed, or stay quotations. */
  readonly confirm: boolean;
  /** Decide and report, write nothing. */
  readonly dryRun: boolean;
  /** Make sale orders again that people deleted. */
  readonly recreate: boolean;
  readonly logger: Logger;
}
