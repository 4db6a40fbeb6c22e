import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../src/core/errors.ts';
import { parseEnvelope } from '../../src/tiktok/envelope.ts';

const HOST = 'open-api.tiktokglobalshop.com';

function parse(status: number, text: string): unknown {
  try {
    return parseEnvelope(HOST, { status, headers: {}, text });
  } catch (error) {
    return error;
  }
}

describe('parseEnvelope', () => {
  it('reads code, message, request id and data', () => {
    expect(parse(200, '{"code":0,"message":"Success","request_id":"R1","data":{"a":1}}')).toEqual({
      code: 0,
      message: 'Success',
      requestId: 'R1',
      data: { a: 1 },
    });
  });

  it('keeps every digit of large numbers', () => {
    expect(parse(200, '{"code":0,"data":{"id":576461413038785752}}')).toMatchObject({
      data: { id: '576461413038785752' },
    });
  });

  it('reads a code in quotes and bears missing parts', () => {
    expect(parse(401, '{"code":"105002"}')).toEqual({
      code: 105002,
      message: '',
      requestId: undefined,
      data: undefined,
    });
  });

  it.each([
    ['a page of a proxy', 502, '<html><body>Bad gateway</body></html>', /web page instead of JSON \(HTTP 502\)/],
    ['a page with status 200', 200, '\n<!DOCTYPE html>', /web page/],
    ['nothing', 200, ' ', /empty body/],
    ['half of the answer', 200, '{"code":0,"data":{"ord', /ends too early/],
    ['a redirect', 302, '', /redirect/],
    ['JSON of somebody else', 200, '{"error":"no such tunnel"}', /not TikTok's/],
    ['a bare text', 200, '"ok"', /not TikTok's/],
    ['null', 200, 'null', /not TikTok's/],
    ['a code that is no number', 400, '{"code":"E_BAD"}', /not TikTok's/],
  ])('says in one sentence that it got %s', (_what, status, text, message) => {
    const error = parse(status, text);

    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ status, outcome: 'unknown', message: expect.stringMatching(message) });
    expect((error as Error).message).toContain(HOST);
  });

  it('never quotes the body', () => {
    expect((parse(500, 'secret-in-a-page') as Error).message).not.toContain('secret');
  });

  it('understands a request to slow down in foreign words', () => {
    expect(parse(429, '<html>slow down</html>')).toMatchObject({ code: 36009002 });
  });
});
