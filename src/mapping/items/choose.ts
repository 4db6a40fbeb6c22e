import type { ProductCandidate } from '../listings/match.ts';

/** The product that an Internal Reference means, or why it means none. */
export type ChosenProduct =
  { readonly state: 'found'; readonly productId: number } | { readonly state: 'wrong'; readonly why: string };

/**
 * Chooses the product of an Internal Reference, upper and lower case counting. Only a single product that can be shipped
 * counts.
 *
 * @param candidates - All products with that code, archived ones, services and those of other companies marked as unfit.
 */
export function chooseProduct(reference: string, candidates: readonly ProductCandidate[]): ChosenProduct {
  const fit = candidates.filter(({ unfit }) => unfit === undefined);
  const [product] = fit;
  if (product && fit.length === 1) return { state: 'found', productId: product.id };
  if (fit.length > 1) {
    return wrong(`${fit.length} products have the Internal Reference ${reference}: make it unique in Odoo.`);
  }
  const [unfit] = candidates;
  if (unfit) {
    return wrong(
      `The product with the Internal Reference ${reference} ${unfit.unfit ?? ''}: name another one, or change that.`,
    );
  }
  return wrong(
    `No product has the Internal Reference ${reference}: correct it (zeros in front are lost where a column is not text).`,
  );
}

function wrong(why: string): ChosenProduct {
  return { state: 'wrong', why };
}
