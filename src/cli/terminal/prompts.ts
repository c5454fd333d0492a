import { createInterface } from 'node:readline/promises';

import type { Prompts } from '../../app/app.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { type RawInput, readHiddenLine } from './hidden-line.js';
import type { Interruption } from './signals.js';

/** The streams and the permissions that questions need. */
export interface PromptOptions {
  readonly stdin: RawInput;
  readonly stderr: NodeJS.WritableStream;
  readonly mayAsk: boolean;
  readonly yes: boolean;
  /** True when the caller has said that nobody is there: `--no-input`, CI. */
  readonly unattended: boolean;
  readonly interruption: Interruption;
  /** Takes progress off the terminal while a question stands there. */
  pause(): Promise<void>;
  resume(): void;
}

type PasswordQuestion = Parameters<Prompts['askPassword']>[0];

/** Asks on stderr, since stdout belongs to the result. One question at a time. */
export function createPrompts(options: PromptOptions): Prompts {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      await options.pause();
      try {
        return await ask();
      } finally {
        options.resume();
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    async askPassword(question) {
      const { file, flag = '--cert-password-file FILE' } = question;
      if (!options.mayAsk) throw createUnaskableError(`the password of ${file}`, flag);
      return inTurn(() => askHidden(describePassword(question), options));
    },
    async confirm({ message, instead }) {
      const isDecided = options.yes && (instead === undefined || !options.unattended);
      if (isDecided) return;
      if (!options.mayAsk) throw createUnaskableError(`an answer to "${message}"`, instead ?? '--yes');
      await inTurn(() => askYes(message, options));
    },
  };
}

/** The question for a password. A certificate that cannot be seen yet is not said to be the wanted one. */
function describePassword({ file, shown, wanted, wasWrong }: PasswordQuestion): string {
  const again = wasWrong === true ? 'Wrong password. ' : '';
  const by = wanted?.backupId === undefined ? '' : `backup set ${wanted.backupId} `;
  if (shown !== undefined) {
    const forSet = by === '' ? '' : `, for ${by.trimEnd()}`;
    return `${again}Password of ${file} (certificate ${shown.thumbprint}, ${shown.subject}${forSet}): `;
  }
  const hidden =
    wanted === undefined
      ? ''
      : ` (what is in it shows only then; ${by === '' ? 'wanted is' : `${by}wants`} ${wanted.thumbprint})`;
  return `${again}Password of ${file}${hidden}: `;
}

function createUnaskableError(what: string, flag: string): RestackError {
  return new RestackError('CONFIRMATION_REQUIRED', `${what} is needed, and nobody can be asked`, {
    hints: [`add ${flag}`],
    details: { missingFlag: flag.split(' ', 1)[0] },
  });
}

function createCancelledError({ interruption }: PromptOptions): unknown {
  const { signal } = interruption;
  return signal.aborted
    ? signal.reason
    : new RestackError('CANCELLED', 'the question was not answered with yes');
}

async function askHidden(question: string, options: PromptOptions): Promise<string> {
  options.stderr.write(escapeForTerminal(question));
  const answer = await readHiddenLine(options.stdin, {
    signal: options.interruption.signal,
    onInterrupt: () => options.interruption.interrupt('SIGINT'),
  });
  options.stderr.write('\n');
  if (answer === undefined) throw createCancelledError(options);
  processRedactor.keep(answer);
  return answer;
}

async function askYes(message: string, options: PromptOptions): Promise<void> {
  const lines = createInterface({ input: options.stdin, output: options.stderr });
  lines.on('SIGINT', () => options.interruption.interrupt('SIGINT'));
  try {
    const question = `${escapeForTerminal(message)} [y/N] `;
    const answer = await lines.question(question, { signal: options.interruption.signal }).catch(() => '');
    if (!/^y(es)?$/i.test(answer.trim())) throw createCancelledError(options);
  } finally {
    lines.close();
  }
}
