import type { OdooClient, Row } from '../odoo/client.ts';
import { groupBy, idOf, textOf } from './rows.ts';

/** Finds Odoo's countries and states by what TikTok writes; undefined when Odoo knows none such. */
export interface Places {
  countryId(code: string): number | undefined;
  /** By ISO code of the subdivision (`CA`, `US-CA`) or by its name, in that country. */
  stateId(countryCode: string, codeOrName: string): number | undefined;
}

interface StateRow extends Row {
  readonly code: string | false;
  readonly name: string | false;
  readonly country_id: unknown;
}

/**
 * Reads the countries and their states once; a run keeps the answer.
 *
 * @throws OdooAccessError when the user may not read them.
 */
export async function readPlaces(odoo: OdooClient): Promise<Places> {
  const countries = await odoo.searchRead('res.country', [], ['code']);
  const states = await odoo.searchRead<StateRow>('res.country.state', [], ['code', 'name', 'country_id']);
  const countryIds = new Map(countries.map((row) => [textOf(row['code']).toUpperCase(), row.id]));
  const statesOf = new Map(
    [...groupBy(states, (row) => idOf(row.country_id))].map(([countryId, rows]) => [countryId, indexStates(rows)]),
  );
  return {
    countryId: (code) => countryIds.get(code.toUpperCase()),
    stateId: (countryCode, codeOrName) =>
      statesOf.get(countryIds.get(countryCode.toUpperCase()))?.get(plain(withoutCountry(codeOrName, countryCode))),
  };
}

/** Codes win over names where a code of one state is the name of another. */
function indexStates(rows: readonly StateRow[]): ReadonlyMap<string, number> {
  const byName = rows.map((row) => [plain(textOf(row.name)), row.id] as const);
  const byCode = rows.map((row) => [plain(textOf(row.code)), row.id] as const);
  return new Map([...byName, ...byCode]);
}

function withoutCountry(text: string, countryCode: string): string {
  return text.toUpperCase().startsWith(`${countryCode.toUpperCase()}-`) ? text.slice(countryCode.length + 1) : text;
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
