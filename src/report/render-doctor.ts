import type { DoctorResult } from '../schema/results.js';
import { processRedactor } from '../core/redaction/redactor.js';
import { escapeForTerminal } from '../core/terminal-text.js';
import { formatCount } from '../core/sizes.js';
import { measureText, padText, truncateMiddle, wrapText } from './layout/text-layout.js';
import { renderNext } from './layout/typed-command.js';
import { paint, type Tone, type View } from './layout/view.js';

type Check = DoctorResult['checks'][number];

const TONES = { passed: 'good', failed: 'bad', 'not-checked': 'quiet' } as const satisfies Record<
  Check['status'],
  Tone
>;
const WORDS = { passed: 'passed', failed: 'FAILED', 'not-checked': 'not checked' } as const;
const STATUS_WIDTH = 11;

/** Renders one line for each check, the command that mends it below, and the verdict at the end. */
export function renderDoctor({ checks, summary }: DoctorResult, view: View): string {
  const width = Math.max(...checks.map(({ check }) => measureText(check)));
  const lines = checks.flatMap((check) => renderCheck(check, width, view));
  const counts = [
    `${summary.passed} passed`,
    `${summary.failed} failed`,
    `${summary.notChecked} not checked`,
  ].join(', ');
  const verdict = `${describeDoctorOutcome(summary)}: ${counts}`;
  // Something that failed has its own command to mend it, further up.
  const next = summary.failed > 0 ? [] : [renderNext('restack list')];
  return `${[...lines, verdict, ...next].join('\n')}\n`;
}

/** Describes the end in a few words. */
export function describeDoctorOutcome({ failed, notChecked }: DoctorResult['summary']): string {
  if (failed > 0) return `${formatCount(failed, 'thing')} to mend before the night`;
  return notChecked > 0 ? 'nothing failed, not everything was checked' : 'ready for the night';
}

function renderCheck(
  { check, status, message, mend }: Check,
  nameWidth: number,
  view: View,
): readonly string[] {
  const margin = STATUS_WIDTH + nameWidth + 4;
  const room = view.columns - margin;
  // Its words are cut one by one, and a secret may have several.
  const fitting = escapeForTerminal(processRedactor.redact(message))
    .split(' ')
    .map((word) => truncateMiddle(word, room));
  const [first = '', ...more] = wrapText(fitting.join(' '), room);
  const head = `${paint(view, TONES[status], padText(WORDS[status], STATUS_WIDTH))}  ${padText(check, nameWidth)}  `;
  const rest = more.map((line) => `${' '.repeat(margin)}${line}`);
  // A command stands in one line, so that it can be copied.
  const next = mend === null ? [] : [`${' '.repeat(STATUS_WIDTH + 2)}mend: ${escapeForTerminal(mend)}`];
  return [`${head}${first}`.trimEnd(), ...rest, ...next];
}
