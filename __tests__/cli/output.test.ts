import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createOutput,
  EXIT,
  exitCodeFor,
  type Output,
  type OutputOptions,
  type OutputStream,
  renderColumns,
} from '../../src/cli/output.ts';
import { ConfigError, UsageError } from '../../src/core/errors.ts';
import { registerSecret } from '../../src/core/redact.ts';

interface Recorded extends OutputStream {
  text: string;
}

function record(isTTY: boolean, columns?: number): Recorded {
  return {
    text: '',
    isTTY,
    columns,
    write(text) {
      this.text += text;
    },
  };
}

interface Bench {
  readonly output: Output;
  readonly stdin: PassThrough & { isTTY?: boolean };
  readonly stdout: Recorded;
  readonly stderr: Recorded;
  readonly clock: { now: number };
}

function bench(options: OutputOptions & { readonly tty?: boolean; readonly columns?: number } = {}): Bench {
  const { tty = false, columns, ...rest } = options;
  const stdin: PassThrough & { isTTY?: boolean } = new PassThrough();
  stdin.isTTY = tty;
  const [stdout, stderr] = [record(tty, columns), record(tty, columns)];
  const clock = { now: 0 };
  const output = createOutput({ ...rest, streams: { stdin, stdout, stderr }, now: () => clock.now });
  return { output, stdin, stdout, stderr, clock };
}

describe('createOutput', () => {
  it('prints results for people on standard output', () => {
    const { output, stdout, stderr } = bench();

    output.line('Two orders.');
    output.table(['Order', 'State'], [['1', 'imported']]);
    output.json({ hidden: true });

    expect(stdout.text).toBe('Two orders.\nOrder  State\n-----  --------\n1      imported\n');
    expect(stderr.text).toBe('');
  });

  it('prints one document for programs with --json, and nothing else on standard output', () => {
    const { output, stdout } = bench({ json: true, tty: true });

    output.line('Two orders.');
    output.table(['Order'], [['1']]);
    output.progress('Orders').done('Orders done');
    output.note('by the way');
    output.json({ orders: 2, total: 12n });

    expect(JSON.parse(stdout.text)).toEqual({ orders: 2, total: '12' });
  });

  it('is quiet under cron, but warns', () => {
    const { output, stdout, stderr, clock } = bench();

    output.note('by the way');
    const progress = output.progress('Orders');
    clock.now = 60_000;
    progress.update('Orders 100');
    progress.done('Orders done');
    output.warn('the shop is not linked');

    expect(stdout.text).toBe('');
    expect(stderr.text).toBe('warning: the shop is not linked\n');
  });

  it('keeps texts of others from steering the terminal', () => {
    const { output, stdout } = bench({ tty: true, columns: 80 });

    output.table(['Title'], [['\u001B[2J\u0007evil\u202E \r\nline']]);

    expect(stdout.text).toBe('Title\n------------\n[2Jevil line\n');
  });
});

describe('Output.progress', () => {
  it.each([0, undefined])('takes a terminal of %s columns for one of 80', (columns) => {
    const { output, stderr } = bench({ tty: true, ...(columns === undefined ? {} : { columns }) });

    output.progress('x'.repeat(200));

    expect(stderr.text).toBe(`\r\u001B[2K${'x'.repeat(78)}…`);
  });

  it('updates one line on a terminal and clears it', () => {
    const { output, stderr } = bench({ tty: true, columns: 20 });

    const progress = output.progress('Orders');
    progress.update('Orders 100 of 100000 and more');
    progress.done();

    expect(stderr.text).toBe('\r\u001B[2KOrders\r\u001B[2KOrders 100 of 1000…\r\u001B[2K');
    expect(stderr.text).not.toContain('\n');
  });

  it('writes a plain line now and then where there is no terminal but --verbose', () => {
    const { output, stderr, clock } = bench({ verbose: true });

    const progress = output.progress('Orders');
    for (const [now, text] of [
      [1, 'a'],
      [14_999, 'b'],
      [15_000, 'c'],
      [29_999, 'd'],
      [30_000, 'e'],
    ] as const) {
      clock.now = now;
      progress.update(text);
    }
    progress.done('Orders done');

    expect(stderr.text).toBe('Orders\nc\ne\nOrders done\n');
  });
});

describe('Output.error', () => {
  const error = new ConfigError('odoo_url is missing.', {
    remedy: 'Set it.',
    context: { shopId: '7', gone: undefined },
  });

  it('says one sentence with the remedy, the code and the ids', () => {
    const { output, stdout, stderr } = bench();

    output.error(error);

    expect(stderr.text).toBe('tiktok-odoo: odoo_url is missing. Set it. [E_CONFIG shopId=7]\n');
    expect(stdout.text).toBe('');
  });

  it('puts the remedy of a list on a line of its own', () => {
    const { output, stderr } = bench();

    output.error(new ConfigError('2 settings are wrong:\n- a.\n- b.', { remedy: 'See the example.' }));

    expect(stderr.text).toBe('tiktok-odoo: 2 settings are wrong:\n- a.\n- b.\nSee the example. [E_CONFIG]\n');
  });

  it('is a document for programs too', () => {
    const { output, stdout } = bench({ json: true });

    output.error(error);

    expect(JSON.parse(stdout.text)).toEqual({
      error: {
        code: 'E_CONFIG',
        message: 'odoo_url is missing.',
        remedy: 'Set it.',
        actor: 'operator',
        retryable: false,
        context: { shopId: '7' },
      },
    });
  });

  it('shows the stack of what nobody expected with --verbose only', () => {
    const [loud, quiet] = [bench({ verbose: true }), bench()];

    for (const { output } of [loud, quiet]) output.error(new TypeError('x is not a function'));

    expect(quiet.stderr.text.trim().split('\n')).toEqual([
      'tiktok-odoo: Unexpected: x is not a function. This is a fault of the bridge; please report it with the output of --verbose.',
    ]);
    expect(loud.stderr.text).toContain('output.test.ts');
  });

  it('masks secrets, whoever put them there', () => {
    registerSecret('canary-secret');
    const { output, stdout, stderr } = bench({ json: true, verbose: true });

    output.error(new UsageError('canary-secret', { remedy: 'canary-secret' }));
    output.error(new Error('canary-secret'));
    output.warn('canary-secret');
    output.progress('canary-secret').done();

    expect(stdout.text + stderr.text).not.toContain('canary-secret');
  });
});

describe('Output.confirm', () => {
  it.each([
    ['y\n', true],
    [' YES \n', true],
    ['n\n', false],
    ['\n', false],
    ['yup\n', false],
  ])('takes %j for %s', async (answer, expected) => {
    const { output, stdin, stderr } = bench({ tty: true });
    const asked = output.confirm('Remove it?');
    stdin.write(answer);

    expect(await asked).toBe(expected);
    expect(stderr.text).toBe('Remove it? [y/N] ');
  });

  it('takes an end of input for no', async () => {
    const { output, stdin } = bench({ tty: true });
    const asked = output.confirm('Remove it?');
    stdin.end();

    expect(await asked).toBe(false);
  });

  it('refuses to ask where nobody is', async () => {
    await expect(bench().output.confirm('Remove it?')).rejects.toThrow(UsageError);
  });
});

describe('renderColumns', () => {
  it('fits lines to a terminal by wrapping the widest column', () => {
    const text = renderColumns(
      ['Order', 'Reason'],
      [['577087614418520388', 'This SKU has no product in Odoo yet '.repeat(4)]],
      50,
    );

    expect(text.split('\n').length).toBeGreaterThan(4);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
    expect(text.replace(/\s+/g, ' ')).toContain('no product in Odoo yet');
  });

  it('never cuts anything where there is no terminal', () => {
    const cell = fc.stringMatching(/^[a-z0-9 ]{1,40}$/).map((text) => text.trim().replace(/ +/g, ' '));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const lines = renderColumns(['A', 'B'], rows, undefined).split('\n').slice(2);

        expect(lines.map((line) => line.replace(/ {2,}/g, ' ').trim())).toEqual(
          rows.map((row) => row.join(' ').trim()),
        );
      }),
    );
  });

  it('shows nothing for what is empty, and yes for true', () => {
    expect(renderColumns(['A', 'B', 'C', 'D'], [[false, null, true, 0]], undefined).split('\n')[2]).toBe(
      '      yes  0',
    );
  });
});

describe('exitCodeFor', () => {
  it('is 0 when nothing is left, else 2', () => {
    expect([exitCodeFor(0), exitCodeFor(3)]).toEqual([EXIT.done, EXIT.incomplete]);
    expect(EXIT).toEqual({ done: 0, failed: 1, incomplete: 2 });
  });
});
