import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import nock from 'nock';

/**
 * Scripted HTTP answers for one test file; the only place that knows nock.
 *
 * Call it once at the top of a file and use what it returns. A request without a script fails with its address, and
 * a script without a request fails its test.
 */
export function useHttpMock(): (baseUrl: string) => nock.Scope {
  const missing: string[] = [];
  const onMissing = (request: unknown): void => {
    const { method = 'GET', host = '', path = '' } = request as { method?: string; host?: string; path?: string };
    missing.push(`${method} ${host}${path}`);
  };
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', onMissing);
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    const unexpected = missing.splice(0);
    nock.abortPendingRequests();
    nock.cleanAll();
    expect({ unusedScripts: unused, requestsWithoutScript: unexpected }).toEqual({
      unusedScripts: [],
      requestsWithoutScript: [],
    });
  });
  afterAll(() => {
    nock.emitter.removeListener('no match', onMissing);
    nock.enableNetConnect();
    // several test files share one worker: without this, the next file's real servers would be refused
    nock.restore();
  });
  // nock 14 never ends an answer without a length when the request asks to keep the connection
  return (baseUrl) => nock(baseUrl).replyContentLength();
}
