import { expect, test } from 'vitest';
import { shortenExports } from '../../../src/page/build/shorter-exports.ts';

test('shared scripts export their own names, and all other scripts import those names', () => {
  const scripts = new Map([
    ['chunk-A.js', 'var e=1,t=()=>e,$n="import{a as b}";export{t as b,e as a,$n as default};'],
    ['chunk-B.js', 'import{a as e}from"./chunk-A.js";const n=e;export { n as a };\n'],
    [
      'late-C.js',
      'import"./chunk-A.js";import{b as e,default as t,a}from"./chunk-A.js";import{a as r}from"./chunk-B.js";e(r)',
    ],
  ]);
  expect([...shortenExports(scripts, (name) => name.startsWith('chunk-'))]).toEqual([
    ['chunk-A.js', 'var e=1,t=()=>e,$n="import{a as b}";export{$n,e,t};'],
    ['chunk-B.js', 'import{e}from"./chunk-A.js";const n=e;export{n};'],
    [
      'late-C.js',
      'import"./chunk-A.js";import{$n as t,e as a,t as e}from"./chunk-A.js";import{n as r}from"./chunk-B.js";e(r)',
    ],
  ]);
});

test('scripts that are imported by name keep the names of their exports', () => {
  const scripts = new Map([['late-C.js', 'var e=1;export{e as start};']]);
  expect(shortenExports(scripts, (name) => name.startsWith('chunk-'))).toEqual(scripts);
});
