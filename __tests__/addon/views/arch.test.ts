import { describe, expect, it } from '@jest/globals';
import type { ViewDialect } from '../../../src/addon/views/arch.ts';
import { element, renderArch } from '../../../src/addon/views/arch.ts';
import { equals, isEmpty, isFilled } from '../../../src/addon/views/condition.ts';

const OLD: ViewDialect = { list: 'tree', conditions: 'attrs', chatter: 'fields' };
const NEW: ViewDialect = { list: 'list', conditions: 'expressions', chatter: 'element' };

function lines(arch: string): string[] {
  return arch.trim().split('\n').slice(1);
}

describe('renderArch', () => {
  const field = element('field', { name: 'x_a', invisible: isEmpty('x_b'), readonly: equals('x_c', 'done') });

  it('writes conditions as domains in one attrs where views take domains', () => {
    expect(lines(renderArch(field, OLD))).toEqual([
      `<field name="x_a" attrs="{'invisible': [('x_b', '=', False)], 'readonly': [('x_c', '=', 'done')]}"/>`,
    ]);
  });

  it('writes conditions as expressions where views take expressions', () => {
    expect(lines(renderArch(field, NEW))).toEqual([`<field name="x_a" invisible="not x_b" readonly="x_c == 'done'"/>`]);
  });

  it.each([
    [OLD, ['<tree decoration-danger="x_b">', '  <field name="x_b" invisible="1"/>', '</tree>']],
    [NEW, ['<list decoration-danger="x_b">', '  <field name="x_b" column_invisible="1"/>', '</list>']],
  ])('writes lists in the words of %j', (dialect, expected) => {
    const list = element(
      'list',
      { decorations: { danger: isFilled('x_b') } },
      element('field', { name: 'x_b', columnInvisible: true }),
    );

    expect(lines(renderArch(list, dialect))).toEqual(expected);
  });

  it('writes messages as three fields or as one element', () => {
    const chatter = element('form', {}, element('chatter', {}));

    expect(renderArch(chatter, NEW)).toContain('<chatter/>');
    expect(renderArch(chatter, OLD)).toContain('<field name="message_ids"/>');
    expect(renderArch(chatter, OLD)).not.toContain('<chatter');
  });

  it('escapes what XML would misread', () => {
    const label = element('p', { title: '"a" & b' }, 'x < y & z');

    expect(lines(renderArch(label, NEW))).toEqual(['<p title="&quot;a&quot; &amp; b">x &lt; y &amp; z</p>']);
  });

  it('keeps text beside elements', () => {
    const box = element('div', {}, 'Not imported: ', element('field', { name: 'x_a' }));

    expect(lines(renderArch(box, NEW))).toEqual(['<div>', '  Not imported: ', '  <field name="x_a"/>', '</div>']);
  });
});
