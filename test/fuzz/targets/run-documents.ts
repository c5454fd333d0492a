import { isDeepStrictEqual } from 'node:util';
import { splitLines } from '../../../src/adapters/disk/own-files.js';
import { parseDecisions, renderDecisions } from '../../../src/adapters/journal/run/run-decisions.js';
import { parseRunInputs, renderRunInputs } from '../../../src/adapters/journal/run/inputs-document.js';
import { parseRunStatus, renderRunStatus } from '../../../src/adapters/journal/run/status-document.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import { INPUTS, NEW_RUN } from '../../fixtures/restore-run.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';

/** One kind of document beside the journal. */
interface DocumentKind<T> {
  readonly parse: (text: string) => T;
  readonly render: (value: T) => string;
}

/** Reads it, and gives a check that what was read comes back when it is written. */
function reader<T>({ parse, render }: DocumentKind<T>): (text: string) => () => boolean {
  return (text) => {
    const value = parse(text);
    return () => isDeepStrictEqual(parse(render(value)), value);
  };
}

const READERS = [
  reader({
    parse: (text) => [...parseDecisions(splitLines(Buffer.from(text)), 'decisions.json')],
    render: (decisions) => [...renderDecisions(decisions)].join(''),
  }),
  reader({ parse: (text) => parseRunInputs(text, 'run.json'), render: renderRunInputs }),
  reader({ parse: (text) => parseRunStatus(text, 'status.json'), render: renderRunStatus }),
];

const STATUS = {
  state: 'running',
  updatedAt: INPUTS.startedAt,
  holder: null,
  attempts: 1,
  abandonedAt: null,
} as const;

/** Decisions, inputs and status of a run: each input is read as each of them. */
export const runDocumentsTarget = defineTarget<readonly (() => boolean)[]>({
  name: 'run-documents',
  dictionary: [
    '{"schema": ¦ "restack/run/v1" ¦ "restack/run-decisions/v1" ¦ "restack/run-status/v1" ¦ "decisions":[',
    'null ¦ [] ¦ {} ¦ "" ¦ -1 ¦ 1e999 ¦ "__proto__": ¦ ]}\n ¦ ,\n ¦ "holder": ¦ "mapping": ¦ "stages":',
  ],
  refusals: ['INTEGRITY', 'UNSUPPORTED'],
  readSeeds: async () =>
    [[...renderDecisions(NEW_RUN.decisions)].join(''), renderRunInputs(INPUTS), renderRunStatus(STATUS)].map(
      (text) => Buffer.from(text),
    ),
  read(input) {
    const text = Buffer.from(input).toString('utf8');
    const accepted: (() => boolean)[] = [];
    let refusal: unknown;
    for (const read of READERS) {
      try {
        accepted.push(read(text));
      } catch (error) {
        if (!(error instanceof RestackError)) throw error;
        refusal = error;
      }
    }
    if (accepted.length === 0) throw refusal;
    return accepted;
  },
  confirm(accepted) {
    for (const comesBack of accepted) assertLaw(comesBack(), 'a document comes back as it was written');
  },
});
