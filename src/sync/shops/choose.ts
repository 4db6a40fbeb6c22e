import { UsageError } from '../../core/errors.ts';
import { isShop, noSuchShop, type Shop } from './shop.ts';

/** What is synced by itself: the part of the names `x_sync_…` and `x_frequency_…` of a shop's fields. */
export type StreamName = 'orders' | 'catalogue' | 'inventory' | 'prices' | 'packages' | 'returns' | 'statements';

/**
 * The shops that are meant: those that a person names, or all enabled ones whose switch for the stream is on.
 *
 * @param text - A shop's TikTok id, its name, or `#12` for its number in Odoo.
 * @throws UsageError when there is none such, or it is switched off.
 */
export function chooseShops(all: readonly Shop[], text: string | undefined, stream: StreamName): Shop[] {
  if (text === undefined) return switchedOn(all, stream);
  const found = all.filter((shop) => isShop(shop, text));
  if (found.length === 0) throw noSuchShop(all, text);
  const off = found.find((shop) => !shop.enabled);
  if (!off) return found;
  throw new UsageError(`Shop ${off.name} is not enabled.`, {
    remedy: `Tick TikTok Sync in its form, or run: tiktok-odoo shops enable ${off.shopId}.`,
  });
}

function switchedOn(all: readonly Shop[], stream: StreamName): Shop[] {
  const enabled = all.filter((shop) => shop.enabled);
  const chosen = enabled.filter((shop) => shop.row[`x_sync_${stream}`] === true);
  if (chosen.length > 0) return chosen;
  if (enabled.length > 0) {
    throw new UsageError(`No enabled shop has its switch for ${stream} on.`, {
      remedy: `Name the shop with --shop, or switch it on: tiktok-odoo shops set SHOP sync-${stream}=yes.`,
    });
  }
  throw new UsageError('No shop is enabled.', {
    remedy:
      all.length > 0
        ? 'Tick TikTok Sync in the shop’s form, or run: tiktok-odoo shops enable SHOP.'
        : 'Link an account first: tiktok-odoo auth link.',
  });
}
