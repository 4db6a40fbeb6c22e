import { describe, expect, it } from '@jest/globals';
import { withoutPersons } from '../../../src/mapping/orders/persons.ts';
import { buildAddress, buildOrder } from '../../helpers/builders.ts';

const order = buildOrder({
  buyer_email: 'v0123@chat.example.com',
  buyer_message: 'Ring twice (please)',
  recipient_address: buildAddress({
    name: 'Li  Na*',
    first_name: 'Li',
    last_name: 'Na*',
    phone_number: '(+1)5550100',
    address_line1: '7 Sample Road',
    region_code: 'US',
  }),
});

describe('withoutPersons', () => {
  it.each([
    ['a name', 'S00006 (Li Na*) is odd', 'S00006 (…) is odd'],
    ['a name as TikTok writes it', 'S00006 (Li  Na*) is odd', 'S00006 (…) is odd'],
    ['a phone number', 'call (+1)5550100.', 'call ….'],
    ['an address', '“7 Sample Road” is unknown', '“…” is unknown'],
    ['an e-mail address', 'v0123@chat.example.com bounces', '… bounces'],
    ['what the buyer wrote', 'note: Ring twice (please)', 'note: …'],
  ])('hides %s', (_, text, shown) => {
    expect(withoutPersons(text, order)).toBe(shown);
  });

  it('leaves words alone that only hold a name, the market and ids', () => {
    const text = `Line of order ${order.id} in the US is likely linked to Lima`;

    expect(withoutPersons(text, order)).toBe(text);
  });

  it('needs no address', () => {
    expect(withoutPersons('All is well', buildOrder({ recipient_address: null }))).toBe('All is well');
  });
});
