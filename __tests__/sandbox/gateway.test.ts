import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/logger.ts';
import type { Call } from '../../src/sandbox/call.ts';
import {
  answerApi,
  isConsentPath,
  operationName,
  refused,
  success,
  type GatewayContext,
} from '../../src/sandbox/gateway.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { rateCounter } from '../../src/sandbox/rateLimit.ts';
import { Refusal } from '../../src/sandbox/refusal.ts';
import type { CallRecord } from '../../src/sandbox/statistics.ts';

const NOW = 1_760_000_000;

function given(path: string, method = 'GET'): Call {
  return { path, method, query: new Map(), headers: {}, body: Buffer.alloc(0), contentType: '', remoteAddress: '::1' };
}

function context(notes: CallRecord[]): GatewayContext {
  return {
    world: makeWorld({ port: 0, seed: 1, logger: silentLogger, shops: [{ region: 'US', orders: 0 }] }, NOW),
    moments: { gate: NOW, shops: NOW },
    requestId: 'R1',
    limiter: rateCounter(),
    evenMs: 0,
    logger: silentLogger,
    changed: () => undefined,
    note: (record) => {
      notes.push(record);
    },
  };
}

describe('answerApi', () => {
  it('notes refusals, and hands them out as answers', () => {
    const notes: CallRecord[] = [];
    const answer = answerApi(given('/order/202309/orders/search', 'POST'), context(notes), undefined);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 36009004, request_id: 'R1', data: null });
    expect(notes).toEqual([
      { operation: 'orders/search', shopId: undefined, status: 400, code: 36009004, fault: undefined },
    ]);
  });

  it('answers its own mistakes as TikTok would', () => {
    const notes: CallRecord[] = [];
    const broken = { ...context(notes), world: {} } as unknown as GatewayContext;
    const answer = answerApi(given('/order/202309/orders/search', 'POST'), broken, undefined);

    expect(answer.status).toBe(500);
    expect(notes).toMatchObject([{ status: 500, code: 36009003 }]);
  });
});

describe('operationName', () => {
  it('names operations, token calls and everything else', () => {
    expect(operationName(given('/order/202507/orders'))).toBe('orders/detail');
    expect(operationName(given('/api/v2/token/refresh'))).toBe('token/refresh');
    expect(operationName(given('/order/202507/orders', 'PUT'))).toBe('unknown');
  });
});

describe('isConsentPath', () => {
  it('knows the page of today and the one of old', () => {
    expect(['/open/authorize', '/oauth/authorize', '/open'].map(isConsentPath)).toEqual([true, true, false]);
  });
});

describe('envelopes', () => {
  it('wrap the text of data as it is', () => {
    expect(success('{"id":5769999999999999999}', 'Success', 'R').body).toBe(
      '{"code":0,"message":"Success","request_id":"R","data":{"id":5769999999999999999}}',
    );
    expect(JSON.parse(refused(new Refusal(429, 1, 'slow down', 9), 'R').body)).toEqual({
      code: 1,
      message: 'slow down',
      request_id: 'R',
      data: null,
    });
    expect(refused(new Refusal(429, 1, 'slow down', 9), 'R').headers['retry-after']).toBe('9');
  });
});
