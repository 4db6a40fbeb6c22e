import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MappingError } from '../../../src/core/errors.ts';
import { loadMappings } from '../../../src/mapping/files/load.ts';
import { ORDER_STATUSES } from '../../../src/mapping/files/orderStatus.ts';

const SHIPPED = new URL('../../../mappings', import.meta.url).pathname;
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mappings-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

function put(name: string, content: unknown): void {
  writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function mistakes(): string[] {
  try {
    loadMappings({ shippedDir: SHIPPED, dir });
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().replace(`${dir}/`, ''));
  }
  return [];
}

describe('loadMappings', () => {
  it('reads the shipped files: every status and all sixteen markets', () => {
    const mappings = loadMappings({ shippedDir: SHIPPED });

    expect(Object.keys(mappings.orderStatuses).sort()).toEqual([...ORDER_STATUSES].sort());
    expect(Object.keys(mappings.regions).join(' ')).toBe('BR DE ES FR GB ID IE IT JP MX MY PH SG TH US VN');
    expect(mappings.orderStatusAliases).toEqual({ SHIPPED: 'IN_TRANSIT', CANCEL: 'CANCELLED' });
    expect(mappings.unknownOrderStatus).toBe('wait');
  });

  it('gives the currencies the decimals that TikTok’s order amounts have', () => {
    const { currencies } = loadMappings({ shippedDir: SHIPPED });

    const whole = Object.keys(currencies).filter((code) => currencies[code]?.decimals === 0);

    expect(whole).toEqual(['IDR', 'JPY', 'VND']);
  });

  it('takes no tax into the prices of the US only', () => {
    const { regions } = loadMappings({ shippedDir: SHIPPED });

    expect(Object.keys(regions).filter((code) => regions[code]?.taxes === 'none')).toEqual(['US']);
  });

  it('freezes everything', () => {
    const { regions } = loadMappings({ shippedDir: SHIPPED });

    expect(Object.isFrozen(regions['US']?.address.street)).toBe(true);
  });

  it('puts whole entries of the operator’s files over the shipped ones', () => {
    put('order-status.json', { version: 1, statuses: { PARTIALLY_SHIPPING: { action: 'late' } }, unknown: 'block' });
    put('regions.json', { version: 1, currencies: { IDR: { decimals: 2 } } });

    const mappings = loadMappings({ shippedDir: SHIPPED, dir });

    expect(mappings.orderStatuses['PARTIALLY_SHIPPING']).toEqual({ action: 'late' });
    expect(mappings.orderStatuses['AWAITING_SHIPMENT']).toEqual({ action: 'import' });
    expect(mappings.unknownOrderStatus).toBe('block');
    expect(mappings.currencies['IDR']).toEqual({ decimals: 2 });
    expect(mappings.regions['US']?.name).toBe('United States');
  });

  it('names every mistake of all files with file and key', () => {
    put('order-status.json', { version: 2, statuses: { UNPAID: { action: 'wait' } }, unknwon: 'wait' });
    put('regions.json', { version: 1, regions: { US: { name: 'US' } } });
    put('region.json', {});

    expect(mistakes()).toEqual([
      'region.json: no mapping file has this name; there are regions.json, order-status.json',
      'regions.json: regions.US.currency: Invalid input: expected string, received undefined',
      'regions.json: regions.US.timezone: Invalid input: expected string, received undefined',
      'regions.json: regions.US.taxes: Invalid option: expected one of "none"|"included"',
      'regions.json: regions.US.sellerCenter: Invalid input: expected string, received undefined',
      'regions.json: regions.US.address: Invalid input: expected object, received undefined',
      'order-status.json: version: Invalid input: expected 1',
      'order-status.json: statuses.UNPAID.code: Invalid input: expected string, received undefined',
      'order-status.json: statuses.UNPAID.reason: Invalid input: expected string, received undefined',
      'order-status.json: (top level): Unrecognized key: "unknwon"',
    ]);
  });

  it('names the line where a file is not JSON', () => {
    put('order-status.json', '{\n  "version": 1,\n  "statuses": {,}\n}');

    expect(mistakes()).toEqual([expect.stringMatching(/^order-status\.json:3: /)]);
  });

  it('names the last line of a file that ends too early', () => {
    put('regions.json', '{\n  "version": 1,\n');

    expect(mistakes()).toEqual([expect.stringMatching(/^regions\.json:3: /)]);
  });

  it('finds entries that contradict each other', () => {
    const { US } = loadMappings({ shippedDir: SHIPPED }).regions;
    put('regions.json', { version: 1, regions: { US: { ...US, currency: 'AED', timezone: 'Mars/Olympus' } } });
    put('order-status.json', { version: 1, aliases: { GONE: 'LOST' } });

    expect(mistakes()).toEqual([
      'regions.json: regions.US.currency: AED is not in currencies',
      'regions.json: regions.US.timezone: Mars/Olympus is not an IANA time zone',
      'order-status.json: aliases.GONE: LOST is not in statuses',
    ]);
  });

  it('says that the operator’s folder is missing', () => {
    expect(() => loadMappings({ shippedDir: SHIPPED, dir: join(dir, 'nowhere') })).toThrow(
      /nowhere: there is no such folder/,
    );
  });

  it('says that a shipped file or an entry of it is missing', () => {
    const shipped = join(dir, 'shipped');
    mkdirSync(shipped);
    cpSync(join(SHIPPED, 'regions.json'), join(shipped, 'regions.json'));

    expect(() => loadMappings({ shippedDir: shipped })).toThrow(/order-status\.json: the file is missing/);
    writeFileSync(join(shipped, 'order-status.json'), '{"version": 1}');
    expect(() => loadMappings({ shippedDir: shipped })).toThrow(/statuses\.ON_HOLD: the entry is missing/);
  });
});
