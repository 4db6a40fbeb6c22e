import { describe, expect, it } from '@jest/globals';
import { fullAddress, moveBuyer, newBuyer } from '../../../src/sandbox/generate/buyers.ts';
import { MARKETS, REGIONS, type Region } from '../../../src/sandbox/markets.ts';
import { ODD_NAMES } from '../../../src/sandbox/places.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';

function make(region: Region, oddName?: number): ReturnType<typeof newBuyer> {
  return newBuyer({
    market: MARKETS[region],
    userId: '7494000000000000017',
    number: 17,
    oddName,
    random: seededRandom(region),
  });
}

describe('newBuyer', () => {
  it.each(REGIONS)('has a complete address in %s', (region) => {
    const { address, email } = make(region);

    for (const field of ['name', 'phone_number', 'full_address', 'address_line1', 'postal_code'] as const) {
      expect([field, address[field]]).not.toEqual([field, '']);
      expect(address[field]).not.toContain('#');
    }
    expect(address.district_info?.[0]).toEqual({
      address_level: 'L0',
      address_level_name: 'Country',
      address_name: MARKETS[region].country,
      iso_code: region,
    });
    expect(address.region_code).toBe(region);
    expect(address.full_address).toBe(fullAddress(address));
    expect(email.length).toBeLessThan(45);
  });

  it('is told apart by number, and splits names where the market does', () => {
    expect(make('US').address).toMatchObject({ name: expect.stringMatching(/ 17$/) as unknown });
    expect(make('US').address.name).toBe(`${make('US').address.first_name} ${make('US').address.last_name}`);
    expect(make('ID').address).toMatchObject({ first_name: make('ID').address.name, last_name: '' });
    expect(make('JP').address.first_name_local_script).toMatch(/^\p{Script=Katakana}+$/u);
    expect(make('GB').address.post_town).not.toBe('');
  });

  it('may have a name that breaks careless programs', () => {
    const { first } = make('US', 6);

    expect(first).toBe(ODD_NAMES[0]?.[0]);
  });
});

describe('moveBuyer', () => {
  it('keeps the person and changes the address', () => {
    const buyer = make('US');
    const moved = moveBuyer(buyer, MARKETS.US, seededRandom('elsewhere'));

    expect([moved.userId, moved.email, moved.address.name]).toEqual([buyer.userId, buyer.email, buyer.address.name]);
    expect(moved.address.full_address).not.toBe(buyer.address.full_address);
  });
});

describe('fullAddress', () => {
  it('begins with the street, but in Japan with the prefecture', () => {
    const us = make('US').address;
    const jp = make('JP').address;

    expect(us.full_address).toBe(
      [us.address_line1, us.address_line2, ...(us.district_info ?? []).map((level) => level.address_name).reverse()]
        .filter((part) => part !== '')
        .join(', '),
    );
    expect(jp.full_address.startsWith(jp.district_info?.[1]?.address_name ?? '-')).toBe(true);
    expect(jp.full_address).not.toContain('Japan');
  });
});
