import { describe, expect, it } from '@jest/globals';
import { BENCHMARKS, helpText, readArguments } from '../../scripts/bench.ts';

describe('readArguments', () => {
  it('fills in what is not given', () => {
    expect(readArguments(['orders', '--json', '--rounds', '1'])).toMatchObject({
      kind: 'run',
      benchmark: { name: 'orders' },
      options: { rounds: 1, orders: 300 },
      json: true,
    });
  });

  it.each([[[]], [['--help']], [['orders', '-h']]])('shows the help for %j', (args) => {
    expect(readArguments(args)).toEqual({ kind: 'help' });
  });

  it.each([
    [['wind'], 'There is no benchmark "wind".'],
    [['orders', '--rounds', '0'], '--rounds is a whole number from 1, not "0".'],
    [['mapping', '--rounds', '3'], 'mapping takes no --rounds.'],
    [['orders', '--cats'], "Unknown option '--cats'"],
  ])('refuses %j', (args, message) => {
    const command = readArguments(args);

    expect(command).toMatchObject({ kind: 'mistake', message: expect.stringContaining(message) });
  });
});

describe('helpText', () => {
  it('names every benchmark with its options and examples', () => {
    const help = helpText();

    for (const { name, options, examples } of BENCHMARKS) {
      expect(help).toContain(`\n${name}: `);
      for (const option of Object.keys(options)) expect(help).toContain(`--${option} N`);
      for (const [line] of examples) expect(help).toContain(`npm run bench -- ${line}`);
    }
  });
});
