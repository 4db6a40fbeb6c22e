import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { OptionSpec } from './options.ts';

/** A value that could be read, or what is wrong with it. */
export type Reading = { readonly value: string | number } | { readonly mistake: string };

/** Where the text of an option stands: decides what a relative path starts from. */
export interface ReadingPlace {
  /** Absolute folder that relative paths start from. */
  readonly folder: string;
  /** Home folder that `~/` stands for. */
  readonly home?: string | undefined;
}

/**
 * Reads the text of one option by its type: `text` and `secret` as they are, on one line; `origin` as `http(s)://host[:port]`;
 * `url` with a path allowed; `path` made absolute; `integer` within its bounds; `choice` as one of its words.
 *
 * A mistake says what would be right; it quotes the text only where that can be no secret.
 */
export function readOption(spec: OptionSpec, text: string, place: ReadingPlace): Reading {
  if (/[\r\n]/.test(text))
    return { mistake: 'must be on one line (a line that is indented goes on with the one above)' };
  switch (spec.type) {
    case 'origin':
    case 'url':
      return readUrl(text, spec.type === 'origin');
    case 'path':
      return { value: readPath(text, place) };
    case 'integer':
      return readInteger(spec, text);
    case 'choice':
      return spec.choices?.includes(text)
        ? { value: text }
        : { mistake: `must be one of ${spec.choices?.join(', ')}, not ${quote(text)}` };
    case 'text':
    case 'secret':
      return { value: text };
  }
}

/** Makes a path absolute; `~/` stands for the home folder. */
export function readPath(text: string, place: ReadingPlace): string {
  const home = place.home ?? homedir();
  if (text === '~' || text.startsWith('~/')) return resolve(home, text.slice(2));
  return resolve(place.folder, text);
}

function readInteger(spec: OptionSpec, text: string): Reading {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = spec;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return { value };
  return { mistake: `must be a whole number from ${min} to ${max}, not ${quote(text)}` };
}

function readUrl(text: string, originOnly: boolean): Reading {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(text)) {
    return { mistake: 'must be an address that begins with https:// or http://' };
  }
  if (url.username || url.password) return { mistake: 'must not hold a user or password' };
  if (url.search || url.hash) return { mistake: 'must end before the ? or #' };
  const path = url.pathname.replace(/\/+$/, '');
  if (originOnly && path) return { mistake: `must be the address of the server alone: ${url.origin}` };
  return { value: url.origin + path };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
