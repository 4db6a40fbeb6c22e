import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createServerClock } from '../../src/tiktok/clock.ts';

const NOON = 1_760_529_600;
const AT_NOON = 'Wed, 15 Oct 2025 12:00:00 GMT';

describe('createServerClock', () => {
  it('goes by this host until an answer says otherwise', () => {
    expect(createServerClock(() => NOON).now()).toBe(NOON);
  });

  it('follows TikTok however wrong this host is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (error) => {
        const clock = createServerClock(() => NOON + error);
        clock.learn(AT_NOON);

        expect(Math.abs(clock.now() - NOON)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it.each([-3, 0, 3])('takes a difference of %d s for the way of the answer', (error) => {
    const clock = createServerClock(() => NOON + error);
    clock.learn(AT_NOON);

    expect(clock.offset()).toBe(0);
  });

  it('forgets the difference once the host is right again', () => {
    let error = -600;
    const clock = createServerClock(() => NOON + error);
    clock.learn(AT_NOON);
    expect(clock.offset()).toBe(600);
    error = 0;
    clock.learn(AT_NOON);

    expect(clock.now()).toBe(NOON);
  });

  it.each([undefined, '', 'yesterday'])('learns nothing from %j', (date) => {
    const clock = createServerClock(() => NOON - 600);
    clock.learn(AT_NOON);
    clock.learn(date);

    expect(clock.offset()).toBe(600);
  });
});
