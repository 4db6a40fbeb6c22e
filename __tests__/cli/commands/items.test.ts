import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('items on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', skus: 12 }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function items(...args: string[]): Promise<CommandResult> {
    return runCommand(['items', ...args], { cwd: world.stateDir, env: world.env() });
  }

  async function write(name: string, lines: readonly string[]): Promise<void> {
    await writeFile(join(world.stateDir, name), `\uFEFF${lines.join('\r\n')}\r\n`);
  }

  it('says that there is nothing to export before a catalogue sync', async () => {
    const result = await items('export', 'items.csv');

    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/no listings yet.*sync catalogue/) });
    expect(existsSync(join(world.stateDir, 'items.csv'))).toBe(false);
  });

  it('imports a file of semicolons, shows the difference before, and does nothing the second time', async () => {
    await write('items.csv', ['Item ID;Title;Internal Reference', '1729382256910270123;"Mug,\nred";SKU-001']);

    const dry = await items('import', 'items.csv', '--dry-run');
    const real = await items('import', 'items.csv');
    const again = await items('import', 'items.csv');

    const line = new RegExp(`^2 +${world.shop.name} +1729382256910270123 +SKU-001$`, 'm');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(line), stderr: '' });
    expect(dry.stdout).toContain(
      '1 listing would be linked (1 new), 0 were linked so already, 0 name no product. Nothing',
    );
    expect(real.stdout).toMatch(/1 listing linked \(1 new\).*sync orders/);
    expect(again.stdout).toBe('Nothing to do: 1 were linked so already, 0 name no product.\n');
  });

  it('exports, and does not overwrite without being told', async () => {
    const first = await items('export', 'out.csv');
    const second = await items('export', 'out.csv');
    const told = await items('export', 'out.csv', '--overwrite', '--json');

    expect(first).toMatchObject({ code: 0, stdout: '1 listing written to out.csv, 0 without a product.\n' });
    expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/out\.csv is there already.*--overwrite/) });
    expect(JSON.parse(told.stdout)).toEqual({ file: 'out.csv', shops: 1, listings: 1, unmatched: 0 });
    expect(await readFile(join(world.stateDir, 'out.csv'), 'utf8')).toMatch(
      /^\uFEFFShop ID,Item ID,SKU ID,.*\r\n\d+,1729382256910270123,,,.*SKU-001,,By hand\r\n$/s,
    );
  });

  it('lists every mistake with its row and exit code 1, and has them as JSON', async () => {
    await write('wrong.csv', ['Item ID,Internal Reference', '1.7E+18,SKU-001', '1729382256910270124,NONE', ',SKU-001']);

    const result = await items('import', 'wrong.csv');
    const json = await items('import', 'wrong.csv', '--json', '--quiet');

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/wrong\.csv: 3 mistakes, nothing was written:\n- row 2: Item ID 1\.7E\+18 was cut/);
    expect(result.stderr).toMatch(/^- row 3: No product has the Internal Reference NONE/m);
    expect(result.stderr).toMatch(/^- row 4: .*names no SKU/m);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ links: [], mistakes: [{ row: 2 }, { row: 3 }, { row: 4 }] });
  });

  it('says what is wrong with a file that it cannot read', async () => {
    expect(await items('import', 'none.xlsx')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no file none.xlsx'),
    });
    expect(await items('export', 'items.pdf')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('.csv, .xlsx'),
    });
  });
});
