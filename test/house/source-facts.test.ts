import { describe, expect, it } from 'vitest';
import { type ImportForm, readSourceFacts } from './graph/source-facts.js';

describe('readSourceFacts', () => {
  it.each<[text: string, form: ImportForm, typeOnly: boolean]>([
    ["import a from './m.js';", 'import', false],
    ["import { a, type B } from './m.js';", 'import', false],
    ["import { type B } from './m.js';", 'import', false],
    ["import type { B } from './m.js';", 'import', true],
    ["import type * as b from './m.js';", 'import', true],
    ["export { a } from './m.js';", 'export-from', false],
    ["export * as a from './m.js';", 'export-from', false],
    ["export type { B } from './m.js';", 'export-from', true],
    ["export type * from './m.js';", 'export-from', true],
    ["const { a } = await import('./m.js');", 'dynamic', false],
    ["function a(b: import('./m.js').B) {}", 'type-import', true],
    ["declare const a: typeof import('./m.js');", 'type-import', true],
    ["import a = require('./m.js');", 'require', false],
    ["import type a = require('./m.js');", 'require', true],
    ["const a = require('./m.js');", 'require', false],
    ["const a = new URL('./m.js', import.meta.url);", 'module-url', false],
  ])('reads %s', (text, form, typeOnly) => {
    const { imports, unreadable } = readSourceFacts('a.ts', `// first line\n${text}`);
    expect(imports).toEqual([{ specifier: './m.js', form, typeOnly, line: 2 }]);
    expect(unreadable).toEqual([]);
  });

  it.each(['import(name)', 'import(`./${name}.js`)', 'require(name)', 'new URL(name, import.meta.url)'])(
    'keeps what no literal names: %s',
    (text) => {
      const { imports, unreadable } = readSourceFacts('a.ts', `const a = ${text};`);
      expect(imports).toEqual([]);
      expect(unreadable).toEqual([{ text, line: 1 }]);
    },
  );

  it.each([
    'const text = "import \'./m.js\'";',
    "// import './m.js';",
    "/** {@link import('./m.js')} */ const a = 1;",
    "const folder = new URL('../..', import.meta.url);",
  ])('takes no text for an import: %s', (text) => {
    expect(readSourceFacts('a.ts', text)).toMatchObject({ imports: [], unreadable: [] });
  });

  it('names types that a file defines and exports', () => {
    const text = `
      export interface A {} export type B = 1; export class C {} export abstract class D {} interface E {} export { E };
      class F {} export type { F as Other }; export default class G {}
      interface Inner {} export type { H } from './m.js'; export const i = 1; export function j() {}`;
    expect(readSourceFacts('a.ts', text).exportedTypes).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  });

  it('fails on a text that does not parse', () => {
    expect(() => readSourceFacts('a.ts', 'import {')).toThrow('a.ts does not parse');
  });
});
