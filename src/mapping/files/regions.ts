import { z } from 'zod';

/** The fields of a recipient address that can hold a line of the street. */
const StreetField = z.enum(['address_detail', 'address_line1', 'address_line2', 'address_line3', 'address_line4']);
/** The fields that can hold a part of the place: a level of `district_info` (L0 is the country) or the UK's post town. */
const PlaceField = z.enum(['L1', 'L2', 'L3', 'L4', 'post_town']);

/** Where the parts of a recipient address go in a contact of Odoo. */
export const AddressFormat = z.strictObject({
  street: z
    .array(StreetField)
    .min(1)
    .describe('Fields for the first line of the street; the first that is filled is taken.'),
  street2: z.array(StreetField).describe('Fields joined in the second line of the street.'),
  state: z
    .array(PlaceField)
    .describe(
      'Levels that can name a state of Odoo; the first that Odoo knows is taken. Empty: the market has no states.',
    ),
  city: z.array(PlaceField).min(1).describe('Levels for the city; the first that is filled is taken.'),
  extra: z.array(PlaceField).describe('Levels that are added to the second line of the street.'),
});
export type AddressFormat = z.infer<typeof AddressFormat>;

/** How orders of one market are read. */
export const Region = z.strictObject({
  name: z.string().min(1).describe('The market for people.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217 code that orders of this market are in; it must be in `currencies`.'),
  timezone: z.string().describe('IANA zone of the market; times in messages are given in it.'),
  taxes: z
    .enum(['none', 'included'])
    .describe(
      '`none`: TikTok adds and remits the sales tax itself. `included`: prices include a tax that the seller owes.',
    ),
  sellerCenter: z.url({ protocol: /^https$/ }).describe('Where sellers of this market log in.'),
  address: AddressFormat.describe('Where the parts of a recipient address go.'),
});
export type Region = z.infer<typeof Region>;

/** A currency of TikTok Shop. */
export const Currency = z.strictObject({
  decimals: z.int().min(0).max(6).describe('Decimals that TikTok’s order amounts have in this currency.'),
});
export type Currency = z.infer<typeof Currency>;

/** `regions.json`. An operator’s own file may hold only the entries that differ. */
export const RegionsFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  currencies: z.record(z.string().regex(/^[A-Z]{3}$/), Currency).optional(),
  regions: z.record(z.string().regex(/^[A-Z]{2}$/), Region).optional(),
});
export type RegionsFile = z.infer<typeof RegionsFile>;
