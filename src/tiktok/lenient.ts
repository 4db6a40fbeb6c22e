import type { z } from 'zod';

/** An element of a list that does not have the known shape. */
export interface Rejected {
  /** Its id, when at least that is readable. */
  readonly id: string | undefined;
  /** Where in the element, for example `line_items.0.sku_id`. */
  readonly path: string;
  readonly message: string;
  /** The element as TikTok sent it. It may hold personal data: never log it. */
  readonly raw: unknown;
}

/** The elements of a list, those that can be worked with apart from the others. */
export interface LenientList<T> {
  readonly items: T[];
  readonly rejected: Rejected[];
}

/** Checks each element of a list by itself, so that one odd element does not lose the others. */
export function parseEach<T>(schema: z.ZodType<T>, elements: readonly unknown[]): LenientList<T> {
  const list: LenientList<T> = { items: [], rejected: [] };
  for (const raw of elements) {
    const parsed = schema.safeParse(raw);
    if (parsed.success) list.items.push(parsed.data);
    else list.rejected.push(toRejected(raw, parsed.error));
  }
  return list;
}

function toRejected(raw: unknown, error: z.ZodError): Rejected {
  const issue = error.issues[0];
  return { id: idOf(raw), path: issue?.path.join('.') ?? '', message: issue?.message ?? 'unknown shape', raw };
}

function idOf(raw: unknown): string | undefined {
  const id = (raw as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}
