import { describe, expect, it } from '@jest/globals';
import { OrderStatusFile, StatusRule } from '../../../src/mapping/files/orderStatus.ts';

describe('StatusRule', () => {
  it('wants a code and a sentence for what waits', () => {
    expect(StatusRule.safeParse({ action: 'wait', code: 'on_hold', reason: 'Because.' }).success).toBe(true);
    expect(StatusRule.safeParse({ action: 'wait', code: 'on_hold' }).success).toBe(false);
    expect(StatusRule.safeParse({ action: 'wait', code: 'On Hold', reason: 'Because.' }).success).toBe(false);
    expect(StatusRule.safeParse({ action: 'wait', code: 'x', reason: 'y', releaseMinutes: 0 }).success).toBe(false);
  });

  it('refuses other actions and needless keys', () => {
    expect(StatusRule.safeParse({ action: 'guess' }).success).toBe(false);
    expect(StatusRule.safeParse({ action: 'import', code: 'x' }).success).toBe(false);
  });
});

describe('OrderStatusFile', () => {
  it('refuses statuses that TikTok cannot write', () => {
    expect(OrderStatusFile.safeParse({ version: 1, statuses: { 'on hold': { action: 'import' } } }).success).toBe(
      false,
    );
  });
});
