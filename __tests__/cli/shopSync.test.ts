import { beforeEach, describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { createOutput, EXIT, type Output } from '../../src/cli/output.ts';
import { endShopSync, LISTED, printList, warnOfErrors } from '../../src/cli/shopSync.ts';

const FAILED = { shop: 'A', error: { code: 'E_TRANSPORT', message: 'TikTok cannot be reached.' } };
const FINE = { shop: 'B' };

let shown: string;
let warned: string;
let output: Output;

beforeEach(() => {
  shown = '';
  warned = '';
  const stdout = { write: (text: string) => (shown += text), columns: 200 };
  const stderr = { write: (text: string) => (warned += text) };
  output = createOutput({ streams: { stdin: new PassThrough(), stdout, stderr } });
});

describe('printList', () => {
  const list = (count: number, elsewhere?: string) => {
    const rows = Array.from({ length: count }, (_, index) => [`SKU-${index}`, index]);
    printList(output, {
      title: 'Left:',
      head: ['SKU', 'Units'],
      rows,
      ...(elsewhere === undefined ? {} : { elsewhere }),
    });
  };

  it('prints nothing when there is nothing', () => {
    list(0);

    expect(shown).toBe('');
  });

  it('prints all that fit, under their title', () => {
    list(LISTED);

    expect(shown).toContain('Left:');
    expect(shown).toContain(`SKU-${LISTED - 1}`);
    expect(shown).not.toContain('more');
  });

  it.each([
    [undefined, '… and 3 more: see --json.'],
    ['the listings', '… and 3 more: see the listings, or --json.'],
  ])('says how many more there are, and where: %s', (elsewhere, line) => {
    list(LISTED + 3, elsewhere);

    expect(shown).not.toContain(`SKU-${LISTED} `);
    expect(shown).toContain(line);
  });
});

describe('warnOfErrors', () => {
  it('names each shop that failed with the reason and its code', () => {
    warnOfErrors(output, [FAILED, FINE]);

    expect(warned).toContain('A: TikTok cannot be reached. [E_TRANSPORT]');
    expect(warned).not.toContain('B:');
  });
});

describe('endShopSync', () => {
  const end = (reports: readonly (typeof FAILED | typeof FINE)[], unfinished: number, aborted = false) => {
    const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
    return endShopSync({ output, signal }, reports, { stopped: 'stopped here', unfinished });
  };

  it.each([
    [[], 0, EXIT.done],
    [[FINE], 0, EXIT.done],
    [[FINE], 2, EXIT.incomplete],
    [[FINE, FAILED], 0, EXIT.incomplete],
    [[FAILED], 0, EXIT.failed],
    [[FAILED, FAILED], 3, EXIT.failed],
  ])('tells the shell how it ended: %j with %d left', (reports, unfinished, code) => {
    expect(end(reports, unfinished)).toBe(code);
  });

  it('says that it was stopped', () => {
    expect(end([FINE], 0, true)).toBe(EXIT.failed);
    expect(warned).toContain('stopped here');
  });
});
