import type { ReportCheck, ReportDocument, ReportSuite } from '../../schema/results.js';
import { escapeMarkup, showLines, showText } from './shown-text.js';

/**
 * Renders the checks of a report as JUnit XML: a suite for each set, a case for each check. A check that ran out of time
 * is an error, one that was not run is skipped. Source: schemas/junit.xsd.
 */
export function renderJunit(report: ReportDocument): string {
  const { suites, title, madeAt } = report;
  const all = suites.flatMap(({ checks }) => checks);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `restack: ${title}`, ...countChecks(all) })}>`,
    ...suites.flatMap((suite, index) => renderSuite(suite, { index, report, madeAt })),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

interface SuitePlace {
  readonly index: number;
  readonly report: ReportDocument;
  readonly madeAt: string;
}

function renderSuite({ name, backupId, checks }: ReportSuite, { index, report, madeAt }: SuitePlace) {
  // XSD types it without a zone: it is UTC.
  const timestamp = madeAt.slice(0, 19);
  const host = { timestamp, hostname: report.maker.host };
  return [
    `  <testsuite${attributes({ name, id: String(index), ...host, ...countChecks(checks) })}>`,
    '    <properties>',
    ...Object.entries({
      'restack.version': report.maker.version,
      'restack.command': report.command,
      ...(backupId === null ? {} : { 'restack.backupId': backupId }),
    }).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    '    </properties>',
    ...checks.flatMap(renderCheck),
    '  </testsuite>',
  ];
}

function countChecks(checks: readonly ReportCheck[]): Readonly<Record<string, string>> {
  const count = (state: ReportCheck['state']) => String(checks.filter((one) => one.state === state).length);
  const durationMs = checks.reduce((sum, check) => sum + (check.durationMs ?? 0), 0);
  return {
    tests: String(checks.length),
    failures: count('failed'),
    errors: count('timedOut'),
    skipped: count('notRun'),
    time: formatSeconds(durationMs),
  };
}

function renderCheck({ group, name, state, message, durationMs }: ReportCheck): readonly string[] {
  const open = `    <testcase${attributes({ name, classname: group, time: formatSeconds(durationMs ?? 0) })}`;
  const told = showLines(message ?? '');
  const [first = ''] = told.split('\n');
  const inside = {
    passed: told === '' ? '' : `<system-out>${escapeMarkup(told)}</system-out>`,
    failed: `<failure${attributes({ message: first, type: 'failed' })}>${escapeMarkup(told)}</failure>`,
    timedOut: `<error${attributes({ message: first, type: 'timedOut' })}>${escapeMarkup(told)}</error>`,
    notRun: `<skipped${attributes({ message: first })}/>`,
  }[state];
  return inside === '' ? [`${open}/>`] : [`${open}>`, `      ${inside}`, '    </testcase>'];
}

function formatSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(showText(value))}"`)
    .join('');
}
