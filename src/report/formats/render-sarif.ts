import { createHash } from 'node:crypto';
import { cutText } from '../../core/redaction/cut-text.js';
import type { ReportDocument, ReportedFinding } from '../../schema/results.js';
import { renderData, showText } from './shown-text.js';

/** The page of the package that package.json names. */
const HOME = 'https://www.npmjs.com/package/restack';
const MOST_CHARACTERS = 1000;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Renders the findings of a report as SARIF 2.1.0: one run, a rule for each code, fingerprints that depend on the code
 * and its place alone. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 *
 * @param mostResults GitHub takes no more of one run. Source: GitHub, "SARIF support for code scanning"
 */
export function renderSarif(report: ReportDocument, mostResults = 25_000): string {
  const { maker, rules, outcome, madeAt, command, findings } = report;
  const indexOf = new Map(rules.map(({ code }, index) => [code, index]));
  const ranked = findings.toSorted((one, other) => rankOf(one) - rankOf(other));
  const seen = new Map<string, number>();
  const results = ranked.slice(0, mostResults).map((finding) => {
    const place = fingerprint(finding);
    const nth = (seen.get(place) ?? 0) + 1;
    seen.set(place, nth);
    return describeResult(finding, { ruleIndex: indexOf.get(finding.code) ?? 0, print: `${place}:${nth}` });
  });
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'restack',
            informationUri: HOME,
            semanticVersion: maker.version,
            rules: rules.map(({ code, severity, meaning }) => ({
              id: code,
              name: toPascalCase(code),
              shortDescription: { text: showText(meaning) },
              fullDescription: { text: showText(meaning) },
              help: {
                text: `${showText(meaning)}. More: restack explain ${code}`,
                markdown: `${showText(meaning)}. More: \`restack explain ${code}\``,
              },
              defaultConfiguration: { level: LEVELS[severity] },
              properties: { tags: ['backup'], precision: 'very-high' },
            })),
          },
        },
        automationDetails: { id: `restack/${command.replaceAll(' ', '-')}/` },
        invocations: [
          {
            executionSuccessful: outcome.verdict !== 'failed',
            exitCode: outcome.exitCode,
            endTimeUtc: madeAt,
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return renderData(document);
}

function rankOf({ severity }: ReportedFinding): number {
  return ['error', 'warning', 'info'].indexOf(severity);
}

/** Digest of a finding's code and place: its words may change from one version to the next. */
function fingerprint({ code, backupId, repository, file, pointer }: ReportedFinding): string {
  const place = JSON.stringify([code, backupId, repository, file, pointer]);
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}

interface ResultPlace {
  readonly ruleIndex: number;
  readonly print: string;
}

function describeResult(finding: ReportedFinding, { ruleIndex, print }: ResultPlace) {
  const { code, severity, backupId, repository, file, pointer, message } = finding;
  const logical = [repository, pointer].filter((part) => part !== null).join(' ');
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: cutText(showText(message), MOST_CHARACTERS) || code },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: formatUri(file ?? backupId ?? 'share') },
          region: { startLine: 1 },
        },
        ...(logical === ''
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: showText(logical), kind: 'resource' }] }),
      },
    ],
    partialFingerprints: { 'restackFinding/v1': print },
  };
}

/** A path in the store as a relative URI: every part of it encoded, none of them `..`. */
function formatUri(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(showText(part)).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E')))
    .join('/')
    .replace(/^\/+/, '');
}

function toPascalCase(code: string): string {
  return code
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
