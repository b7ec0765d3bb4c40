/** Syntax highlighting: a chunk that is fetched when the first code block names a language. */

import bash from '@speed-highlight/core/languages/bash.js';
import c from '@speed-highlight/core/languages/c.js';
import css from '@speed-highlight/core/languages/css.js';
import diff from '@speed-highlight/core/languages/diff.js';
import docker from '@speed-highlight/core/languages/docker.js';
import go from '@speed-highlight/core/languages/go.js';
import html from '@speed-highlight/core/languages/html.js';
import ini from '@speed-highlight/core/languages/ini.js';
import java from '@speed-highlight/core/languages/java.js';
import js from '@speed-highlight/core/languages/js.js';
import jsdoc from '@speed-highlight/core/languages/jsdoc.js';
import json from '@speed-highlight/core/languages/json.js';
import lua from '@speed-highlight/core/languages/lua.js';
import make from '@speed-highlight/core/languages/make.js';
import py from '@speed-highlight/core/languages/py.js';
import regex from '@speed-highlight/core/languages/regex.js';
import rs from '@speed-highlight/core/languages/rs.js';
import sql from '@speed-highlight/core/languages/sql.js';
import todo from '@speed-highlight/core/languages/todo.js';
import toml from '@speed-highlight/core/languages/toml.js';
import ts from '@speed-highlight/core/languages/ts.js';
import xml from '@speed-highlight/core/languages/xml.js';
import yaml from '@speed-highlight/core/languages/yaml.js';
import { type ShjLanguageData, tokenizeWith } from '@speed-highlight/core/tokenize';

/** A piece of code. `kind` is its class. */
export interface Piece {
  text: string;
  kind?: string | undefined;
}

/**
 * By the library's names, because some languages refer to others. Its types say "may be undefined" where a property may
 * be missing.
 */
const languages = {
  bash,
  c,
  css,
  diff,
  docker,
  go,
  html,
  ini,
  java,
  js,
  jsdoc,
  json,
  lua,
  make,
  py,
  regex,
  rs,
  sql,
  todo,
  toml,
  ts,
  xml,
  yaml,
} as Record<string, ShjLanguageData>;

/** The names that people write after the fence. */
const ALIASES = new Map(
  Object.entries({
    cpp: 'c',
    'c++': 'c',
    h: 'c',
    cs: 'java',
    'c#': 'java',
    kotlin: 'java',
    kt: 'java',
    swift: 'java',
    dockerfile: 'docker',
    golang: 'go',
    javascript: 'js',
    jsx: 'js',
    mjs: 'js',
    jsonc: 'json',
    makefile: 'make',
    patch: 'diff',
    python: 'py',
    rust: 'rs',
    sh: 'bash',
    shell: 'bash',
    zsh: 'bash',
    console: 'bash',
    svg: 'xml',
    tsx: 'ts',
    typescript: 'ts',
    yml: 'yaml',
  }),
);

/** Languages that only occur within others. On its own, the one for regular expressions takes quadratic time. */
const PARTS: ReadonlySet<string> = new Set(['jsdoc', 'regex', 'todo']);

const BY_NAME = new Map(Object.entries(languages).filter(([name]) => !PARTS.has(name)));

/**
 * The rules of a language look from each character to the end of its word or line, and some rules look further (quoted
 * attributes, white space before a keyword). Their time grows with the square or the cube of the length. The code is
 * therefore highlighted a few lines at a time, so that the time grows with the number of parts. Longer code, and code
 * with a longer line, gets no colours. With these limits the worst input found for each language takes about 10 ms.
 */
const MOST_CHARS = 4_000;
const MOST_LINE_CHARS = 200;
const LONG_LINE = new RegExp(`[^\\n]{${MOST_LINE_CHARS + 1}}`);

/** A part ends at an empty line if possible, because an open comment or string is closed at the end of its part. */
const PART_CHARS = 500;
const PART = ['$', '\\n\\n', '\\n'].map((end) => `[^]{1,${PART_CHARS}}${end}`).join('|');

/** The size of the LRU cache of highlighted blocks: more than fit on a screen. */
const KEPT = 50;
const kept = new Map<string, Piece[]>();

/** `code` cut into pieces that join to exactly `code`, or a single piece if it gets no colours. Results are cached. */
export function highlight(code: string, language: string): Piece[] {
  // Options may follow the name.
  const name = language.toLowerCase().replace(/ .*/, '');
  const known = BY_NAME.get(ALIASES.get(name) ?? name);
  if (!known || code.length > MOST_CHARS || LONG_LINE.test(code)) return [{ text: code }];
  const key = `${name} ${code}`;
  const pieces = kept.get(key) ?? piecesOf(code, known);
  kept.delete(key);
  kept.set(key, pieces);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return pieces;
}

function piecesOf(code: string, language: ShjLanguageData): Piece[] {
  const pieces: Piece[] = [];
  for (const [part] of code.matchAll(new RegExp(PART, 'g')))
    tokenizeWith(part, language, (text, kind) => text !== '' && pieces.push({ text, kind }), { languages });
  return pieces;
}
