import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buyerKey, type ContactContext, mapAddress, mapBuyer } from '../../../src/mapping/orders/contacts.ts';
import { buildAddress, buildOrder, buildShop, PLACES, regionOf } from '../../helpers/builders.ts';

const context: ContactContext = { shop: buildShop(), region: regionOf('US'), places: PLACES };

describe('mapBuyer', () => {
  it('maps the buyer', () => {
    expect(mapBuyer(buildOrder(), context)).toEqual({
      externalId: '__tiktok_shop__.buyer_7495000000000000001_7494000000000004321',
      values: {
        name: 'Robin Example',
        email: 'v0AB0C@chat.seller.tiktok.com',
        customer_rank: 1,
        'country_id/.id': 233,
        x_tiktok_buyer_id: '7494000000000004321',
        'x_tiktok_shop_id/.id': 3,
      },
    });
  });

  it.each([['R*** E***'], [''], [' \t\u0000 '], [null]])('names a buyer after the id when the name is %j', (name) => {
    const order = buildOrder({ recipient_address: { ...buildAddress(), name, first_name: '', last_name: '' } });

    expect(mapBuyer(order, context).values['name']).toBe('TikTok buyer …4321');
  });

  it.each([
    ['v0AB0C@chat.seller.tiktok.com', 'v0AB0C@chat.seller.tiktok.com'],
    ['v***@chat.seller.tiktok.com', ''],
    ['not an address', ''],
    ['', ''],
    [null, ''],
  ])('keeps the e-mail %j as %j', (buyer_email, email) => {
    expect(mapBuyer(buildOrder({ buyer_email }), context).values['email']).toBe(email);
  });

  it('cuts endless names so that Odoo can index them', () => {
    const order = buildOrder({ recipient_address: buildAddress({ name: '🎉'.repeat(5000) }) });

    const name = String(mapBuyer(order, context).values['name']);

    expect(name.length).toBeLessThanOrEqual(250);
    expect(name).toMatch(/^(🎉)+…$/u);
  });

  it('takes the shop’s country where the order has no address', () => {
    expect(mapBuyer(buildOrder({ recipient_address: null }), context).values['country_id/.id']).toBe(233);
  });

  it('never lets masked text into a contact', () => {
    const masked = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a}*${b}`);
    fc.assert(
      fc.property(masked, masked, masked, (name, address_line1, phone_number) => {
        const recipient_address = buildAddress({
          name,
          address_line1,
          address_detail: '',
          phone_number,
          full_address: name,
        });
        const order = buildOrder({ recipient_address });

        const records = [mapBuyer(order, context), mapAddress(order, context)];

        expect(JSON.stringify(records)).not.toContain('*');
      }),
    );
  });
});

describe('buyerKey', () => {
  it('is the buyer within the shop', () => {
    expect(buyerKey(buildOrder(), context.shop)).toBe('__tiktok_shop__.buyer_7495000000000000001_7494000000000004321');
  });

  it.each([[''], [null]])('is of the order alone when the buyer id is %j', (user_id) => {
    expect(buyerKey(buildOrder({ user_id }), context.shop)).toBe(
      '__tiktok_shop__.buyer_7495000000000000001_of-order-576000000000000100',
    );
  });
});

describe('mapAddress', () => {
  it('maps the delivery address under the buyer', () => {
    expect(mapAddress(buildOrder(), context)).toEqual({
      externalId: expect.stringMatching(/^__tiktok_shop__\.address_/),
      values: {
        'parent_id/id': '__tiktok_shop__.buyer_7495000000000000001_7494000000000004321',
        type: 'delivery',
        name: 'Robin Example',
        phone: '(+1)5550100001',
        street: '1 Sample Road',
        street2: 'Flat 2',
        city: 'Sampletown',
        zip: '90001',
        'state_id/.id': 13,
        'country_id/.id': 233,
      },
    });
  });

  it('is undefined when nothing is readable', () => {
    expect(mapAddress(buildOrder({ recipient_address: null }), context)).toBeUndefined();
  });

  it('finds a state by its name where the code is missing or unknown', () => {
    const district_info = [{ address_level: 'L1', address_name: 'California', iso_code: 'XX' }];

    expect(
      mapAddress(buildOrder({ recipient_address: buildAddress({ district_info }) }), context)?.values['state_id/.id'],
    ).toBe(13);
  });

  it('writes a state out that Odoo does not know', () => {
    const district_info = [
      { address_level: 'L1', address_name: 'Atlantis', iso_code: '' },
      { address_level: 'L3', address_name: 'Sampletown', iso_code: '' },
    ];

    expect(
      mapAddress(buildOrder({ recipient_address: buildAddress({ district_info }) }), context)?.values,
    ).toMatchObject({
      'state_id/.id': '',
      street2: 'Flat 2, Atlantis',
    });
  });

  it('leaves a country empty that Odoo does not know', () => {
    const order = buildOrder({ recipient_address: buildAddress({ region_code: 'ZZ' }) });

    expect(mapAddress(order, context)?.values['country_id/.id']).toBe('');
  });
});
