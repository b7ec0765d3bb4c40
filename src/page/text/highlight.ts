/** Code in the colours of its language: a part that is fetched when the first block of code names one. */

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

/** A stretch of code; `kind` is the class that it gets. */
export interface Piece {
  text: string;
  kind?: string | undefined;
}

/** By the library's names: some are made of others. Its types say "may be undefined" where it means "may be missing". */
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

/** As people write them behind the fence. */
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

const BY_NAME = new Map(Object.entries(languages));

/** `code` in pieces that together are exactly it. In one piece where the language isn't known. */
export function highlight(code: string, language: string): Piece[] {
  const name = language.toLowerCase();
  const known = BY_NAME.get(ALIASES.get(name) ?? name);
  if (!known) return [{ text: code }];
  const pieces: Piece[] = [];
  tokenizeWith(code, known, (text, kind) => text !== '' && pieces.push({ text, kind }), { languages });
  return pieces;
}
