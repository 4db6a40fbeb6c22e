/** One `key = value` of a file. */
export interface RcEntry {
  /** In lower case. */
  readonly key: string;
  /** Lines of a multi-line value are joined by `\n`. */
  readonly value: string;
  /** Line of the key, from 1. */
  readonly line: number;
}

/** One `[section]` of a file. */
export interface RcSection {
  readonly name: string;
  readonly line: number;
  readonly entries: readonly RcEntry[];
}

/** Something in a file that cannot be understood. Never quotes the line, which may hold a secret. */
export interface RcMistake {
  readonly line: number;
  readonly text: string;
}

/** A file as read: what could be understood, and everything that could not. */
export interface RcFile {
  readonly sections: readonly RcSection[];
  readonly mistakes: readonly RcMistake[];
}

interface OpenEntry {
  readonly key: string;
  readonly line: number;
  readonly values: string[];
}

interface OpenSection {
  readonly name: string;
  readonly line: number;
  readonly entries: OpenEntry[];
}

const SECTION = /^\[(.+)\]/;
const ENTRY = /^(.*?)\s*[=:]\s*(.*)$/;

/**
 * Reads an INI text by the rules of Python's `RawConfigParser`, with which Odoo reads its own file.
 *
 * `=` or `:` divides key from value; a line that begins with `#` or `;` is a comment, anywhere else both belong to the
 * value; a line that is indented deeper than its key goes on with the value; percent signs mean themselves; keys are in
 * any case; a key or section that comes twice is a mistake. Unlike Python it reads on after a mistake and takes a byte
 * order mark at the start.
 */
export function parseRc(text: string): RcFile {
  const reader = new RcReader();
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((line, index) => {
      reader.read(line, index + 1);
    });
  return reader.finish();
}

/** Holds what Python's parser keeps between two lines. */
class RcReader {
  private readonly sections: OpenSection[] = [];
  private readonly mistakes: RcMistake[] = [];
  private section: OpenSection | undefined;
  private entry: OpenEntry | undefined;
  private indent = 0;
  private saidNoSection = false;

  read(line: string, number: number): void {
    const content = line.trim();
    if (content.startsWith('#') || content.startsWith(';')) return;
    if (content === '') {
      this.entry?.values.push('');
      return;
    }
    const indent = line.search(/\S/);
    if (this.entry && indent > this.indent) {
      this.entry.values.push(content);
      return;
    }
    this.indent = indent;
    const header = SECTION.exec(content);
    if (header) this.openSection(header[1] ?? '', number);
    else this.openEntry(content, number);
  }

  finish(): RcFile {
    const sections = this.sections.map((section) => ({
      ...section,
      entries: section.entries.map(({ key, line, values }) => ({ key, line, value: values.join('\n').trimEnd() })),
    }));
    return { sections, mistakes: this.mistakes };
  }

  private openSection(name: string, line: number): void {
    const earlier = this.sections.find((section) => section.name === name);
    if (earlier) this.mistake(line, `the section [${name}] stands here again, first on line ${earlier.line}`);
    this.section = { name, line, entries: [] };
    this.entry = undefined;
    this.sections.push(this.section);
  }

  private openEntry(content: string, line: number): void {
    this.entry = undefined;
    if (!this.section) {
      if (!this.saidNoSection) this.mistake(line, 'a setting stands before the first section; begin with [options]');
      this.saidNoSection = true;
      return;
    }
    const [, rawKey, value = ''] = ENTRY.exec(content) ?? [];
    if (rawKey === undefined || rawKey === '') {
      this.mistake(line, rawKey === '' ? 'there is no name before the = or :' : 'there is no = or : in this line');
      return;
    }
    const key = rawKey.toLowerCase();
    const earlier = this.section.entries.find((entry) => entry.key === key);
    if (earlier) this.mistake(line, `${key} stands here again, first on line ${earlier.line}`);
    this.entry = { key, line, values: [value] };
    if (!earlier) this.section.entries.push(this.entry);
  }

  private mistake(line: number, text: string): void {
    this.mistakes.push({ line, text });
  }
}
