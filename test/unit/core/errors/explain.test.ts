import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Node, parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../src/core/errors/error-codes.js';
import {
  findExplainedCodes,
  findMeantCode,
  findReason,
  listExplainedCodes,
} from '../../../../src/core/errors/explain/explain-code.js';
import { FINDING_CODES } from '../../../../src/core/errors/finding-codes.js';
import { BUCKETS } from '../../../../src/use-cases/restore/run/conservation.js';
import planSchema from '../../../../schemas/cli/plan.json' with { type: 'json' };

const SOURCES = fileURLToPath(new URL('../../../../src/', import.meta.url));
const all = listExplainedCodes();
const codesOf = (kind: string) => all.filter((code) => code.kind === kind).map(({ code }) => code);

const listSources = (folder: string): readonly string[] =>
  readdirSync(SOURCES + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${SOURCES}${folder}/${name}`);

describe('the explained codes', () => {
  it('are all errors, findings, blockers and buckets, each once', () => {
    expect(codesOf('error')).toEqual(Object.keys(ERROR_CODES));
    expect(codesOf('finding')).toEqual(Object.keys(FINDING_CODES));
    expect(codesOf('bucket').toSorted()).toEqual(BUCKETS.toSorted());
    const { code } = planSchema.properties.blockers.items.properties;
    expect(codesOf('blocker')).toEqual(code.enum);
    expect(new Set(all.map(({ code, kind }) => `${kind} ${code}`)).size).toBe(all.length);
  });

  it('are all that the sources write in capitals', () => {
    const emitted = listSources('').flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /(?:RestackError|createFinding|createFindingError|createOutcomeError)\(\s*'([A-Z][A-Z_]+)'/g,
        ),
      ].map(([, code = '']) => code),
    );
    expect(new Set(emitted).size).toBeGreaterThan(60);
    expect(emitted.filter((code) => findExplainedCodes(code).length === 0)).toEqual([]);
  });

  it('are explained in full', () => {
    const faulty = all.filter(
      ({ meaning, causes, actions, example }) =>
        meaning === '' || causes.length === 0 || actions.length === 0 || example === '',
    );
    expect(faulty).toEqual([]);
    const related = all.flatMap((code) => code.related);
    expect(related.filter((code) => findExplainedCodes(code).length === 0)).toEqual([]);
  });
});

describe('the reasons of buckets', () => {
  const words = ['plan', 'kinds', 'run'].flatMap((folder) =>
    listSources(`use-cases/restore/${folder}`)
      .filter((file) => !/check-(?:names|references)\.ts$|left-tasks\.ts$|stage-order/.test(file))
      .flatMap(readReasons),
  );

  it('are all that the sources say', () => {
    expect(words.length).toBeGreaterThan(25);
    expect(words.filter((text) => findReason(text) === undefined)).toEqual([]);
  });

  it('are each said by a source', () => {
    const said = new Set(words.map(findReason));
    expect(codesOf('reason').filter((code) => !said.has(code))).toEqual([]);
  });
});

const REASON_MEMBERS = new Set(['reason', 'unseen', 'notYet', 'knownBy']);
/** Words beside a reason, and one that introduces another. */
const BESIDE = ['… (needed by what --only names)', 'because …'];
const REASON_FUNCTIONS = /^(?:describe(?:UnknownPlan|Consent|Untold)|explain(?:Disabled|Waiting|Reserved))$/;

/** The words of a file that become the reason of a bucket; `…` stands for what is known only at run time. */
function readReasons(file: string): readonly string[] {
  const found: string[] = [];
  const add = (node: Node | null | undefined) => found.push(...(node == null ? [] : listTexts(node)));
  new Visitor({
    Property({ key, value }) {
      if (key.type === 'Identifier' && REASON_MEMBERS.has(key.name)) add(value);
    },
    ReturnStatement({ argument }) {
      // `--only leaves it out` and the like, which the caller makes a reason of.
      if (file.endsWith('select-records.ts')) add(argument);
    },
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && /^(?:reason|followUp|left)$/.test(id.name)) add(init);
    },
    CallExpression({ callee, arguments: given }) {
      const isEnd =
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        /^(?:end|stop)$/.test(callee.property.name);
      if (isEnd) add(given.at(-1));
    },
    FunctionDeclaration({ id, body }) {
      if (!REASON_FUNCTIONS.test(id?.name ?? '')) return;
      for (const statement of body?.body ?? []) {
        if (statement.type === 'ReturnStatement') add(statement.argument);
        if (statement.type === 'IfStatement') {
          const { consequent } = statement;
          const [first] = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
          if (first?.type === 'ReturnStatement') add(first.argument);
        }
      }
    },
  }).visit(parseSync(file, readFileSync(file, 'utf8')).program);
  return found.filter((text) => /[a-z]{3,} /.test(text) && !BESIDE.includes(text));
}

function listTexts(node: Node): readonly string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked ?? '').join('…')];
  if (node.type === 'ConditionalExpression') {
    return [...listTexts(node.consequent), ...listTexts(node.alternate)];
  }
  if (node.type === 'LogicalExpression') return [...listTexts(node.left), ...listTexts(node.right)];
  if (node.type === 'BinaryExpression') {
    return [[node.left, node.right].flatMap((side) => listTexts(side)).join('')];
  }
  if (node.type === 'ParenthesizedExpression') return listTexts(node.expression);
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    return listTexts(node.callee.object);
  }
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap((one) => (one === null ? [] : listTexts(one)));
  return [];
}

describe('a search', () => {
  it('takes any case, and the words of a reason', () => {
    expect(findExplainedCodes('tag_mismatch')).toMatchObject([{ code: 'TAG_MISMATCH', exitCode: 22 }]);
    expect(findExplainedCodes('NOTHING_CHECKED').map(({ kind }) => kind)).toEqual(['error', 'finding']);
    expect(findExplainedCodes('registered; an administrator of x must still consent: …')).toMatchObject([
      { code: 'consent', related: ['manual'] },
    ]);
    expect(findExplainedCodes('no such thing')).toEqual([]);
    expect(findMeantCode('TAG_MISMACH')).toBe('TAG_MISMATCH');
    expect(findMeantCode('entirely different')).toBeUndefined();
  });
});
