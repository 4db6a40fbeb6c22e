import { describe, expect, it } from '@jest/globals';
import { ACCESS } from '../../src/addon/access.ts';
import { declareAddon } from '../../src/addon/declaration.ts';
import { OWN_MODELS } from '../../src/addon/models/all.ts';
import type { FieldDeclaration } from '../../src/addon/models/field.ts';
import { EXTENSIONS } from '../../src/addon/models/standard.ts';
import type { Piece } from '../../src/addon/piece.ts';
import { namedXids } from '../../src/addon/piece.ts';
import { VIEWS } from '../../src/addon/views/all.ts';
import type { ViewElement } from '../../src/addon/views/arch.ts';
import type { OdooProfile } from '../../src/odoo/profile.ts';
import {
  PROFILE_14,
  PROFILE_15,
  PROFILE_16,
  PROFILE_17,
  PROFILE_18,
  PROFILE_19,
  PROFILES,
} from '../../src/odoo/profile.ts';

const versions = Object.entries(PROFILES);

function piecesOf(profile: OdooProfile): Piece[] {
  return declareAddon(profile).flatMap(({ pieces }) => pieces);
}

function textOf(profile: OdooProfile): string {
  return piecesOf(profile)
    .map(({ values }) => values['arch_db'])
    .filter((arch) => typeof arch === 'string')
    .join('\n');
}

function nameOf({ attributes }: ViewElement): string {
  return typeof attributes['name'] === 'string' ? attributes['name'] : '';
}

function fieldsIn(node: ViewElement): string[] {
  if (node.tag === 'field' && node.children.length > 0) return [nameOf(node)];
  const own = node.tag === 'field' ? [nameOf(node)] : [];
  return [...own, ...node.children.flatMap((child) => (typeof child === 'string' ? [] : fieldsIn(child)))];
}

describe('declareAddon', () => {
  it.each(versions)('gives everything an external id of its own on Odoo %s', (_, profile) => {
    const ids = piecesOf(profile).map(({ externalId }) => externalId);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^__tiktok_shop__\.addon_[\w-]+$/.test(id))).toEqual([]);
  });

  it.each(versions)('names only what was declared before on Odoo %s', (_, profile) => {
    const seen = new Set<string>();
    const unknown: string[] = [];
    for (const { externalId, values } of piecesOf(profile)) {
      const own = Object.entries(values)
        .flatMap(([column, value]) => namedXids(column, value))
        .filter((xid) => xid.startsWith('__tiktok_shop__.'));
      unknown.push(...own.filter((xid) => !seen.has(xid) && xid !== externalId));
      seen.add(externalId);
    }

    expect(unknown).toEqual([]);
  });

  it.each(versions)('names in views only actions and groups that exist on Odoo %s', (_, profile) => {
    const declared = new Set(piecesOf(profile).map(({ externalId }) => externalId));
    const named = textOf(profile).match(/__tiktok_shop__\.\w+/g) ?? [];

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((xid) => !declared.has(xid))).toEqual([]);
  });

  it.each([PROFILE_14, PROFILE_15, PROFILE_16])('writes no expression as a condition on Odoo $major', (profile) => {
    expect(textOf(profile)).not.toMatch(/ (?:invisible|readonly)="(?!1")|column_invisible|<list|<chatter/);
    expect(textOf(profile)).toContain("attrs=\"{'invisible'");
  });

  it('writes no attrs on Odoo 17, and lists as lists from 18 on', () => {
    expect(textOf(PROFILE_17)).not.toContain('attrs=');
    expect(textOf(PROFILE_17)).toContain('<tree');
    expect(textOf(PROFILE_18)).not.toMatch(/attrs=|<tree|oe_chatter/);
  });

  it('has the version as its last piece', () => {
    expect(piecesOf(PROFILE_19).at(-1)?.values).toMatchObject({ x_version: expect.stringMatching(/^\d+\.\d+$/) });
  });
});

describe('models', () => {
  const all: readonly (readonly [string, readonly FieldDeclaration[]])[] = [...OWN_MODELS, ...EXTENSIONS].map(
    ({ model, fields }) => [model, fields] as const,
  );
  const fieldNames = new Map(all.map(([model, fields]) => [model, new Set(fields.map(({ name }) => name))]));

  it.each(all)('%s has manual fields, each once, with labels that fit', (_, fields) => {
    const names = fields.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^x_[a-z_]+$/.test(name) || name.length > 40)).toEqual([]);
    expect(fields.filter(({ label }) => label === '' || label.length > 40)).toEqual([]);
  });

  it.each(OWN_MODELS.map(({ model, fields }) => [model, fields] as const))('%s names its records', (_, fields) => {
    expect(fields[0]?.name).toBe('x_name');
  });

  it('starts new records with values that exist', () => {
    const wrong = all
      .flatMap(([, fields]) => fields)
      .filter(({ choices, initial }) => choices && initial !== undefined)
      .filter(({ choices = [], initial }) => choices.every(([value]) => value !== initial));

    expect(wrong).toEqual([]);
  });

  it('turns around links that exist', () => {
    const turned = all.flatMap(([, fields]) => fields).filter(({ ttype }) => ttype === 'one2many');

    expect(turned.length).toBeGreaterThan(0);
    for (const { relation = '', relationField = '' } of turned) {
      expect([...(fieldNames.get(relation) ?? [])]).toContain(relationField);
    }
  });

  it('gives amounts a currency', () => {
    const without = all
      .filter(([, fields]) => fields.some(({ ttype }) => ttype === 'monetary'))
      .filter(([model]) => !fieldNames.get(model)?.has('x_currency_id'));

    expect(without).toEqual([]);
  });

  it('shows in its own views only fields that it has, and every field of shops, orders and listings somewhere', () => {
    const chatter = ['activity_ids'];
    const unknown = VIEWS.flatMap(({ name, model, arch }) =>
      fieldsIn(arch)
        .filter((field) => field.startsWith('x_') || !model.includes('.'))
        .filter((field) => !fieldNames.get(model)?.has(field) && !chatter.includes(field))
        .map((field) => `${name}: ${field}`),
    );
    const hidden = ['x_tiktok_shop', 'x_tiktok_order', 'x_tiktok_listing', 'x_tiktok_warehouse'].flatMap((model) => {
      const form = VIEWS.find((view) => view.model === model && view.type === 'form');
      const there = new Set(form ? fieldsIn(form.arch) : []);
      return [...(fieldNames.get(model) ?? [])].filter((field) => !there.has(field));
    });

    expect(unknown).toEqual([]);
    // the bridge's own memory of which settings it has checked is nothing for people
    expect(hidden).toEqual(['x_settings_key']);
  });
});

describe('ACCESS', () => {
  it('lets nobody but the bridge make records that stand for TikTok things, and nobody delete what must be remembered', () => {
    const things = ['x_tiktok_account', 'x_tiktok_shop', 'x_tiktok_warehouse', 'x_tiktok_order', 'x_tiktok_listing'];
    const mayCreate = ACCESS.filter(({ model, rights }) => things.includes(model) && rights.includes('create'));
    const mayDelete = ACCESS.filter(({ model, rights }) => things.includes(model) && rights.includes('unlink'));

    expect(mayCreate.map(({ model, group }) => `${group} ${model}`)).toEqual(things.map((model) => `bridge ${model}`));
    expect(mayDelete.map(({ model, group }) => `${group} ${model}`)).toEqual(['bridge x_tiktok_listing']);
  });
});
