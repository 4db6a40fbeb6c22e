import { describe, expect, it } from '@jest/globals';
import { chooseValue, type Findings, type Given } from '../../src/config/given.ts';
import { optionSpec } from '../../src/config/options.ts';
import { redactText } from '../../src/core/redact.ts';

function given(text: string, where: string): Given {
  return { text, where, folder: '/' };
}

describe('chooseValue', () => {
  it('takes the first place that gives something', () => {
    const findings: Findings = { mistakes: [], warnings: [] };
    const places = [undefined, given('7', 'B'), given('8', 'C')];

    expect(chooseValue(optionSpec('page_size'), places, '/', findings)).toBe(7);
    expect(chooseValue(optionSpec('page_size'), [undefined], '/', findings)).toBeUndefined();
    expect(findings.mistakes).toEqual([]);
  });

  it('tells a mistake also where a stronger place overrules it', () => {
    const findings: Findings = { mistakes: [], warnings: [] };

    chooseValue(optionSpec('page_size'), [given('7', 'B'), given('lots', 'C')], '/', findings);

    expect(findings.mistakes).toEqual(['C must be a whole number from 1 to 100, not "lots".']);
  });

  it('registers secrets of all places for redaction', () => {
    const places = [given('canary-strong', 'B'), given('canary-weak', 'C')];

    chooseValue(optionSpec('odoo_password'), places, '/', { mistakes: [], warnings: [] });

    expect(redactText('canary-strong canary-weak')).toBe('*** ***');
  });
});
