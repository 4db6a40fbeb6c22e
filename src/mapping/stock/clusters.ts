import type { Taker } from './pools.ts';

/**
 * Listings that take a product from each other, directly or through kits: what TikTok holds for one of them counts for all,
 * so they are compared together.
 *
 * @returns Groups in the order of their first listing.
 */
export function clustersOf<T extends Taker>(listings: readonly T[]): T[][] {
  const leaders = new Map<number, number>();
  const find = (product: number): number => {
    let leader = product;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader))
      leader = next;
    leaders.set(product, leader);
    return leader;
  };
  for (const { needs } of listings) {
    const [first, ...others] = needs.keys();
    if (first === undefined) continue;
    for (const other of others) leaders.set(find(other), find(first));
  }
  const groups = new Map<number, T[]>();
  for (const listing of listings) {
    const [product] = listing.needs.keys();
    if (product === undefined) continue;
    const leader = find(product);
    const group = groups.get(leader);
    if (group) group.push(listing);
    else groups.set(leader, [listing]);
  }
  return [...groups.values()];
}

/** Packs groups into pages of at most so many listings; a larger group is a page of its own. */
export function pagesOf<T>(groups: readonly (readonly T[])[], size: number): T[][] {
  const pages: T[][] = [];
  for (const group of groups) {
    const last = pages.at(-1);
    if (last && last.length + group.length <= size) last.push(...group);
    else pages.push([...group]);
  }
  return pages;
}
