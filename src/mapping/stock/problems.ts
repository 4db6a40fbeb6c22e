/** What decides whether a product's stock can be shown on TikTok. */
export interface ProductFacts {
  readonly isActive: boolean;
  readonly isService: boolean;
  /** Whether Odoo counts its stock. */
  readonly isCounted: boolean;
  /** Whether it is of the shop's company, or of all companies. */
  readonly isOfCompany: boolean;
  /** Name of its unit of measure. */
  readonly unit: string;
  /** Whether that converts to units: pieces, dozens, packs. */
  readonly isInUnits: boolean;
}

/**
 * Why the stock of a product cannot be shown on TikTok, as one sentence with a remedy; undefined when it can.
 *
 * One piece that a buyer orders is one of the product's own unit, as on the sale order: a dozen is offered as one.
 *
 * @param facts - Undefined for a product that is gone, or that the bridge's user may not see.
 */
export function productProblem(facts: ProductFacts | undefined): string | undefined {
  if (!facts) {
    return 'The product is gone or of another company: choose one of the shop’s company.';
  }
  if (!facts.isOfCompany) return 'The product is of another company than the shop: choose another product.';
  if (!facts.isActive) return 'The product is archived: unarchive it, or end the listing on TikTok.';
  if (facts.isService) return 'The product is a service and has no stock: switch Send stock off for this listing.';
  if (!facts.isCounted) {
    return 'Odoo does not count the stock of this product: have its inventory tracked, or switch Send stock off.';
  }
  if (facts.isInUnits) return undefined;
  return `The product is counted in ${facts.unit || 'no unit'}, which cannot be sold by the piece: change its unit of measure.`;
}

/** What is said of a kit whose components have no stock that Odoo counts. */
export const EMPTY_KIT = 'No component of this kit has stock that Odoo counts: look at its bill of materials.';

/** What is said of a listing that TikTok no longer knows. */
export const VANISHED = 'TikTok no longer lists this SKU: run tiktok-odoo sync catalogue.';

/** What is said of a second record for one SKU. */
export const TWICE = 'Another listing stands for the same SKU of this shop: delete one of the two.';
