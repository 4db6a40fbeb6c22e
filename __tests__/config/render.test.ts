import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { loadConfig } from '../../src/config/load.ts';
import { renderErrorTable, renderExample, renderOptionTable, table } from '../../src/config/render.ts';

describe('renderExample', () => {
  it('is a file that the bridge takes, with every line made active', () => {
    const folder = mkdtempSync(join(tmpdir(), 'example-'));
    try {
      const file = join(folder, '.odoorc');
      writeFileSync(file, renderExample().replace(/^# ([a-z_]+ = .*)$/gm, '$1'), { mode: 0o600 });

      const config = loadConfig({ env: { HOME: '/home/me' }, cwd: folder });

      expect(config).toMatchObject({
        file,
        odoo: { url: 'https://odoo.example.com', admin: { user: 'admin' } },
        stateDir: '/home/me/.local/state/tiktok-odoo',
        warnings: [],
      });
      expect(config.apps.get('main')?.serviceId).toBe('7000000000000000000');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('renderOptionTable', () => {
  it('shows no flag for a secret', () => {
    const row = renderOptionTable()
      .split('\n')
      .find((line) => line.startsWith('| `odoo_password`'));

    expect(row).toContain('`ODOO_PASSWORD`');
    expect(row).not.toContain('--');
  });
});

describe('renderErrorTable', () => {
  it('says who acts', () => {
    expect(renderErrorTable()).toMatch(/^\| `E_CONFIG` +\| A setting .* \| the operator +\|$/m);
  });
});

describe('table', () => {
  it('is as Prettier would write it', async () => {
    for (const text of [renderOptionTable(), renderErrorTable(), table(['a', 'b'], [['x|y', 'two\nlines']])]) {
      expect(await format(text, { parser: 'markdown', printWidth: 120 })).toBe(`${text}\n`);
    }
  });
});
