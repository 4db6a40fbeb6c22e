import type { WindowDeclaration } from '../actions.ts';
import { MENUS, OPENERS, WINDOWS } from '../actions.ts';
import type { AddonDialect } from '../dialect.ts';
import type { Layer, Piece } from '../piece.ts';
import { addonXid } from '../piece.ts';
import { VIEWS } from '../views/all.ts';
import { renderArch } from '../views/arch.ts';
import type { ViewDeclaration } from '../views/build.ts';
import { groupXid } from './access.ts';

/** Glyph and colours of the app's tile; Odoo draws it. */
const ICON = 'fa fa-music,#ffffff,#25252d';

/**
 * Actions, views and menus. Actions come first, because the buttons of views name them; which list view an action
 * opens is said afterwards.
 */
export function screenLayers(dialect: AddonDialect): Layer[] {
  return [
    { model: 'ir.actions.act_window', pieces: WINDOWS.map((window) => windowPiece(window, dialect)) },
    { model: 'ir.actions.server', pieces: openerPieces() },
    { model: 'ir.ui.view', pieces: VIEWS.map((view) => viewPiece(view, dialect)) },
    { model: 'ir.actions.act_window.view', pieces: WINDOWS.flatMap((window) => listPieces(window, dialect)) },
    { model: 'ir.ui.menu', pieces: menuPieces(dialect) },
  ];
}

function windowXid(name: string): string {
  return addonXid('action', name);
}

function viewXid(name: string): string {
  return addonXid('view', name);
}

function windowPiece(
  { name, label, model, views, domain, context, empty }: WindowDeclaration,
  dialect: AddonDialect,
): Piece {
  const [heading, sentence] = empty;
  return {
    externalId: windowXid(name),
    label: `screen ${label}`,
    values: {
      name: label,
      res_model: model,
      view_mode: views.map((view) => (view === 'list' ? dialect.list : view)).join(','),
      domain: domain ?? '[]',
      context: context ?? '{}',
      help: `<p class="o_view_nocontent_smiling_face">${heading}</p><p>${sentence}</p>`,
    },
  };
}

function openerPieces(): Piece[] {
  return OPENERS.map(({ name, label, modelXid, field, target }) => ({
    externalId: windowXid(name),
    label: `button ${label}`,
    values: {
      name: label,
      'model_id/id': modelXid,
      state: 'code',
      code: `action = {'type': 'ir.actions.act_window', 'res_model': '${target}', 'res_id': record.${field}.id, 'views': [(False, 'form')]}`,
    },
  }));
}

function viewPiece({ name, model, type, label, arch, inherits }: ViewDeclaration, dialect: AddonDialect): Piece {
  return {
    externalId: viewXid(name),
    label: `${type} view ${label}`,
    values: {
      name: label,
      model,
      type: type === 'list' ? dialect.list : type,
      mode: inherits === undefined ? 'primary' : 'extension',
      'inherit_id/id': inherits ?? '',
      priority: inherits === undefined ? 16 : 90,
      arch_db: renderArch(arch, dialect),
    },
  };
}

function listPieces({ name, label, list }: WindowDeclaration, dialect: AddonDialect): Piece[] {
  if (list === undefined) return [];
  const values = {
    'act_window_id/id': windowXid(name),
    'view_id/id': viewXid(list),
    view_mode: dialect.list,
    sequence: 1,
  };
  return [{ externalId: addonXid('action_list', name), label: `list of screen ${label}`, values }];
}

function menuPieces(dialect: AddonDialect): Piece[] {
  return MENUS.map(({ name, label, parent, window, sequence }) => ({
    externalId: addonXid('menu', name),
    label: `menu ${label}`,
    values: {
      name: label,
      'parent_id/id': parent === undefined || parent.includes('.') ? (parent ?? '') : addonXid('menu', parent),
      action: window === undefined ? '' : { record: windowXid(window), as: 'reference' },
      sequence,
      web_icon: parent === undefined ? ICON : '',
      [`${dialect.groups}/id`]: groupXid('user'),
    },
  }));
}
