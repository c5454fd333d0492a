import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isReport, type ReportFormat, renderReport } from '../../../../src/report/formats/render-report.js';
import { describeDrill } from '../../../../src/report/evidence/describe-run.js';
import { renderAnnotations } from '../../../../src/report/formats/render-annotations.js';
import { renderSarif } from '../../../../src/report/formats/render-sarif.js';
import { schema } from '../../../../src/schema/generated/report.js';
import type { ReportDocument } from '../../../../src/schema/results.js';
import { DOCUMENTS } from '../../../fixtures/report-documents.js';
import { DRILL } from '../../../fixtures/result-schemas.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const XMLLINT = ['/usr/bin/xmllint', '/usr/local/bin/xmllint', '/opt/homebrew/bin/xmllint'].find(existsSync);
const NO_XMLLINT = XMLLINT === undefined ? ' (skipped: xmllint is not installed)' : '';
const commands = Object.keys(DOCUMENTS);

function documentOf(command: string): ReportDocument {
  const found = DOCUMENTS[command];
  if (found === undefined) throw new Error(`no report of ${command}`);
  return found;
}

/** Characters that steer a terminal, a page or a reader. Line ends are wanted. */
const STEERING = /(?![\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/u;

describe('every format', () => {
  const golden: readonly (readonly [string, ReportFormat])[] = [
    ['drill', '.html'],
    ['drill', '.md'],
    ['drill', '.json'],
    ['drill', '.csv'],
    ['verify', '.xml'],
    ['verify', '.sarif'],
  ];

  it.each(golden)('of %s as %s is as it was', async (command, format) => {
    const text = await renderReport(documentOf(command), format);
    await expect(text).toMatchFileSnapshot(`${ROOT}test/fixtures/reports/${command}${format}.golden`);
  });

  it('of annotations is as it was', async () => {
    const text = renderAnnotations(documentOf('verify'));
    expect(
      text
        .trimEnd()
        .split('\n')
        .every((line) => /^::(?:error|warning) title=[^:,]*::/.test(line)),
    ).toBe(true);
    await expect(text).toMatchFileSnapshot(`${ROOT}test/fixtures/reports/verify.annotations.golden`);
  });

  it.each(commands)('of %s holds no character that steers, and is known as a report', async (command) => {
    for (const format of ['.html', '.md', '.json', '.xml', '.sarif', '.csv'] as const) {
      const text = await renderReport(documentOf(command), format);
      expect(STEERING.exec(text)?.index, format).toBeUndefined();
      expect(isReport(text.slice(0, 4096), format), format).toBe(true);
      expect(isReport('<BackupInfo/>', format)).toBe(false);
      if (format !== '.json') expect(text, format).not.toMatch(/##(?:vso)?\[/);
    }
  });
});

describe('the model', () => {
  const strict = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(`${ROOT}schemas/report.json`, 'utf8')),
  );

  it.each(commands)('of %s satisfies its schema', async (command) => {
    const data: unknown = JSON.parse(await renderReport(documentOf(command), '.json'));
    expect(schema.validate(data), JSON.stringify(schema.validate.errors)).toBe(true);
    expect(strict(Object.assign({ more: 1 }, data))).toBe(false);
  });

  it('tells restored from validated, and names what was missed', () => {
    const { claims, objectives, suites } = documentOf('drill');
    expect(claims.map(({ claim, state }) => [claim, state])).toEqual([
      ['proved', 'partly'],
      ['restored', 'partly'],
      ['validated', 'failed'],
      ['objectives', 'failed'],
    ]);
    expect(objectives.map(({ name, state }) => [name, state])).toEqual([
      ['RTO', 'missed'],
      ['RPO', 'notSet'],
    ]);
    const checks = suites.flatMap((suite) => suite.checks);
    expect(checks.find(({ name }) => name === 'RTO')).toMatchObject({ state: 'failed' });
    expect(checks.find(({ name }) => name === 'version')).toMatchObject({ state: 'notRun' });
  });

  it('tells what timed out from what failed', () => {
    const [stage] = DRILL.stages;
    if (stage === undefined) throw new Error('a drill without stages');
    const { kind } = stage;
    const lost = { kind, id: '/a', bucket: 'failed', reason: 'it never showed', timedOut: true } as const;
    const stateOf = (problems: typeof DRILL.problems) =>
      describeDrill({
        ...DRILL,
        stages: [{ ...stage, objects: 2, state: 'partial' }],
        problems,
      }).suites?.flatMap(({ checks }) =>
        checks.filter(({ group }) => group === 'stage').map(({ state }) => state),
      );
    const missing = { ...lost, bucket: 'readBack' } as const;
    expect(stateOf([lost, missing, { ...lost, id: '/c', bucket: 'skipped', reason: 'because' }])).toEqual([
      'timedOut',
    ]);
    expect(stateOf([lost, { kind, id: '/b', bucket: 'failed', reason: 'refused' }])).toEqual(['failed']);
    expect(stateOf([lost, { kind, id: '/b', bucket: 'readBack', reason: 'other' }])).toEqual(['failed']);
  });

  it('has a suite for each set, and a check for each repository and level', () => {
    const [first, second] = documentOf('verify').suites;
    expect(first?.checks.filter(({ state }) => state === 'failed').map(({ name }) => name)).toContain(
      'integrity: every byte authenticates',
    );
    expect(second?.checks.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'passed',
      'notRun',
      'passed',
    ]);
  });
});

describe('JUnit', () => {
  it.skipIf(XMLLINT === undefined).each(commands)(`of %s satisfies its XSD${NO_XMLLINT}`, async (command) => {
    const input = await renderReport(documentOf(command), '.xml');
    const argv = ['--noout', '--nonet', '--schema', `${ROOT}schemas/junit.xsd`, '-'];
    expect(() => execFileSync(XMLLINT ?? '', argv, { input, stdio: 'pipe' })).not.toThrow();
    const wrong = input.replace('<testcase', '<testcas');
    expect(() => execFileSync(XMLLINT ?? '', argv, { input: wrong, stdio: 'pipe' })).toThrow();
  });
});

describe('SARIF', () => {
  const { resolve } = createRequire(import.meta.url);
  const folder = resolve('@microsoft/jest-sarif/package.json').replace('package.json', 'lib/schemas/');
  // Its draft 4 needs nothing that ajv reads otherwise, but for the name of the draft and its id.
  const draft = readFileSync(`${folder}sarif-2.1.0-rtm.5.json`, 'utf8').replace(
    /"(?:\$schema|id)": "http[^"]*",/g,
    '',
  );
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(draft),
  );

  it.each(commands)('of %s satisfies the schema of OASIS', (command) => {
    const data: unknown = JSON.parse(renderSarif(documentOf(command)));
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(Object.assign({}, data, { version: '2' }))).toBe(false);
  });

  it('has fingerprints that differ, and that words and versions do not change', () => {
    const report = documentOf('verify');
    const printsOf = (document: ReportDocument) =>
      [...renderSarif(document).matchAll(/"restackFinding\/v1": "([^"]+)"/g)].map(([, print]) => print);
    const prints = printsOf(report);
    expect(new Set(prints).size).toBe(report.findings.length);
    const reworded = report.findings.map((finding) => ({ ...finding, message: 'other words' }));
    expect(printsOf({ ...report, findings: reworded })).toEqual(prints);
  });

  it('stays within what GitHub takes: the worst findings first', () => {
    const [finding] = documentOf('verify').findings;
    if (finding === undefined) throw new Error('no finding');
    const many = Array.from({ length: 5 }, () => ({ ...finding, severity: 'info' as const }));
    const text = renderSarif({ ...documentOf('verify'), findings: [...many, finding] }, 3);
    expect(JSON.parse(text)).toMatchObject({
      runs: [{ results: [{ level: 'error' }, { level: 'note' }, { level: 'note' }] }],
    });
  });
});

describe('the to-do list', () => {
  it('has cells to fill in, and no formula', async () => {
    const [head, row = ''] = (await renderReport(documentOf('drill'), '.csv')).split('\r\n');
    expect(head).toMatch(/^owner,due,task,/);
    expect(row).toMatch(/^"","","Grant /);
    expect(row).toContain(`"'=cmd|calc`);
    const [task] = documentOf('drill').tasks;
    if (task === undefined) throw new Error('nothing to do');
    for (const start of ['=', '+', '-', '@', ' =', '＝', '＠']) {
      const tasks = [{ ...task, task: `${start}cmd` }];
      const text = await renderReport({ ...documentOf('drill'), tasks }, '.csv');
      expect(text).toContain(`"'${start}cmd"`);
    }
  });
});
