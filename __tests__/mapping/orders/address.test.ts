import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressKey, changedAddressKey, readableName, readAddress } from '../../../src/mapping/orders/address.ts';
import type { Order, RecipientAddress } from '../../../src/tiktok/schemas/order.ts';
import { buildAddress, buildOrder, buildShop, regionOf } from '../../helpers/builders.ts';

const shop = buildShop();

function format(region: string): ReturnType<typeof regionOf>['address'] {
  return regionOf(region).address;
}

function districts(...names: string[]): RecipientAddress['district_info'] {
  return names.map((address_name, level) => ({ address_level: `L${level}`, address_name, iso_code: '' }));
}

function orderTo(address: Partial<RecipientAddress>): Order {
  return buildOrder({ recipient_address: buildAddress(address) });
}

describe('readAddress', () => {
  it('reads an American address', () => {
    expect(readAddress(orderTo({}), format('US'), 'US')).toEqual({
      name: 'Robin Example',
      phone: '(+1)5550100001',
      street: '1 Sample Road',
      street2: 'Flat 2',
      extra: [],
      city: 'Sampletown',
      zip: '90001',
      states: [{ name: 'California', isoCode: 'CA' }],
      countryCode: 'US',
      complete: true,
    });
  });

  it.each([
    [
      'GB',
      { post_town: 'LEEDS', district_info: districts('United Kingdom', 'England', 'West Yorkshire') },
      'LEEDS',
      [],
    ],
    [
      'ID',
      { district_info: districts('Indonesia', 'DKI Jakarta', 'Jakarta Selatan', 'Tebet', 'Manggarai') },
      'Jakarta Selatan',
      ['Manggarai', 'Tebet'],
    ],
    ['BR', { district_info: districts('Brazil', 'São Paulo', 'Campinas', 'Centro') }, 'Campinas', ['Centro']],
    ['SG', { district_info: districts('Singapore', 'Singapore') }, 'Singapore', []],
    ['PH', { district_info: districts('Philippines', 'Cebu', 'Cebu City', 'Lahug') }, 'Cebu City', ['Lahug']],
    ['VN', { district_info: districts('Vietnam', 'Hà Nội', 'Ba Đình', 'Liễu Giai') }, 'Ba Đình', ['Liễu Giai']],
  ])('finds the city and what goes with the street in %s', (region, address, city, extra) => {
    const found = readAddress(orderTo({ ...address, region_code: region }), format(region), region);

    expect(found).toMatchObject({ city, extra, countryCode: region });
  });

  it('takes the full address where the levels do not name a city', () => {
    const japan = {
      address_line1: 'サンプル1-1',
      address_line2: '',
      full_address: '東京都千代田区サンプル1-1',
      district_info: districts('Japan', '東京都'),
    };

    expect(readAddress(orderTo(japan), format('JP'), 'JP')).toMatchObject({ street: '千代田区サンプル1-1', city: '' });
  });

  it('keeps masked parts out and says so', () => {
    const masked = {
      name: 'R*** E***',
      phone_number: '(+1)555****01',
      address_line1: '1 S***',
      address_detail: '1 S***',
      full_address: '1 S***, California',
      postal_code: '9****',
    };

    expect(readAddress(orderTo(masked), format('US'), 'US')).toMatchObject({
      name: '',
      phone: '',
      street: '',
      street2: 'Flat 2',
      zip: '',
      city: 'Sampletown',
      complete: false,
    });
  });

  it('is undefined when nothing but the country is there', () => {
    const empty = Object.fromEntries(Object.keys(buildAddress()).map((key) => [key, '']));
    const order = buildOrder({ recipient_address: { ...empty, region_code: 'US', district_info: null } });

    expect(readAddress(order, format('US'), 'US')).toBeUndefined();
    expect(readAddress(buildOrder({ recipient_address: null }), format('US'), 'US')).toBeUndefined();
  });

  it('takes the shop’s market where the address names no country', () => {
    expect(readAddress(orderTo({ region_code: '' }), format('US'), 'US')?.countryCode).toBe('US');
  });
});

describe('readableName', () => {
  it.each([
    [{ name: 'Robin Example' }, 'Robin Example'],
    [{ name: ' \u0000 ', first_name: 'Robin', last_name: 'Example' }, 'Robin Example'],
    [{ name: '', first_name: '', last_name: '' }, ''],
    [{ name: 'R*** E***' }, ''],
    [{ name: 'Robin', last_name: 'E***' }, ''],
    [{ name: '李 小明 🎉' }, '李 小明 🎉'],
    [{ name: 'روبن مثال' }, 'روبن مثال'],
  ])('of %j is %j', (names, name) => {
    expect(readableName({ ...buildAddress(), first_name: '', last_name: '', ...names })).toBe(name);
  });

  it('never shows masked text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('name', 'first_name', 'last_name'), (a, b, field) => {
        expect(readableName({ ...buildAddress(), [field]: `${a}*${b}` })).toBe('');
      }),
    );
  });
});

describe('addressKey', () => {
  const key = addressKey(orderTo({}), shop, format('US'));

  it('is the external id of the contact', () => {
    expect(key).toMatch(/^__tiktok_shop__\.address_7495000000000000001_[0-9a-f]{20}$/);
  });

  it('does not mind letter case, blanks and ways of writing', () => {
    expect(addressKey(orderTo({ address_line1: ' 1  SAMPLE  Road' }), shop, format('US'))).toBe(key);
    expect(addressKey(orderTo({ address_line1: '１ Sample Road' }), shop, format('US'))).toBe(key);
  });

  it.each([
    [{ address_line1: '2 Sample Road' }],
    [{ name: 'Kim Example' }],
    [{ phone_number: '(+1)5550100002' }],
    [{ postal_code: '90002' }],
  ])('is another one with %j', (change) => {
    expect(addressKey(orderTo(change), shop, format('US'))).not.toBe(key);
  });

  it('is another one for another buyer: a contact hangs under one buyer only', () => {
    expect(addressKey({ ...orderTo({}), user_id: '7494000000000000099' }, shop, format('US'))).not.toBe(key);
  });

  it('does not depend on the format', () => {
    expect(addressKey(orderTo({}), shop, format('VN'))).toBe(key);
  });

  it('is undefined when nothing is readable', () => {
    expect(addressKey(buildOrder({ recipient_address: null }), shop, format('US'))).toBeUndefined();
  });
});

describe('changedAddressKey', () => {
  const key = addressKey(orderTo({}), shop, format('US')) ?? '';

  it('is undefined for the same address', () => {
    expect(changedAddressKey(orderTo({}), key, shop, format('US'))).toBeUndefined();
  });

  it('is the new id for another one, also when there was none', () => {
    const moved = orderTo({ address_line1: '2 Sample Road' });

    expect(changedAddressKey(moved, key, shop, format('US'))).toBe(addressKey(moved, shop, format('US')));
    expect(changedAddressKey(orderTo({}), '', shop, format('US'))).toBe(key);
  });

  it.each([
    [{ phone_number: '(+1)555****01' }],
    [{ name: 'R*** E***' }],
    [{ address_line1: '1 S*** R***' }],
    [{ district_info: districts('United States', 'California', '', 'S***') }],
  ])('never takes masked text for a change: %j', (masked) => {
    expect(changedAddressKey(orderTo(masked), key, shop, format('US'))).toBeUndefined();
  });

  it('never takes an emptied address for a change', () => {
    expect(changedAddressKey(buildOrder({ recipient_address: null }), key, shop, format('US'))).toBeUndefined();
  });
});
