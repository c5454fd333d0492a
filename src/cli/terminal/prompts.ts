import { createInterface } from 'node:readline/promises';

import type { Prompts } from '../../app/app.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { foldLine } from '../../report/layout/text-layout.js';
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
  /** The width of the terminal; 80 where it is not known. */
  readonly columns?: () => number;
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
      return inTurn(() => askHidden(question, options));
    },
    async confirm({ message, instead }) {
      const isDecided = options.yes && (instead === undefined || !options.unattended);
      if (isDecided) return;
      if (!options.mayAsk) throw createUnaskableError(`an answer to "${message}"`, instead ?? '--yes');
      await inTurn(() => askYes(message, options));
    },
  };
}

/** The lines above the question for a password. A certificate that cannot be seen yet is not said to be the wanted one. */
function describeCertificate({ file, shown, wanted, wasWrong }: PasswordQuestion): readonly string[] {
  if (wasWrong === true) return ['Wrong password.'];
  const set = wanted?.backupId;
  if (shown !== undefined) {
    const by = set === undefined ? '' : `, which backup set ${set} wants`;
    return [`${file} holds certificate ${shown.thumbprint}, ${shown.subject}${by}.`];
  }
  if (wanted === undefined) return [];
  const who = set === undefined ? 'Wanted is' : `Backup set ${set} wants`;
  return [
    `${who} certificate ${wanted.thumbprint}. ${file} shows only with its password which one it holds.`,
  ];
}

function createUnaskableError(what: string, flag: string): RestackError {
  return new RestackError('CONFIRMATION_REQUIRED', `${what} is needed, and nobody can be asked`, {
    hints: [`${SAME_COMMAND}${flag}`],
    details: { missingFlag: flag.split(' ', 1)[0] },
  });
}

function createCancelledError({ interruption }: PromptOptions, message: string): unknown {
  const { signal } = interruption;
  return signal.aborted ? signal.reason : new RestackError('CANCELLED', message);
}

/** Writes what stands above a question, in lines that fit. */
function writeAbove(text: string, { stderr, columns }: PromptOptions): void {
  const lines = foldLine(escapeForTerminal(text), { columns: columns?.() ?? 80, isRead: true });
  stderr.write(`${lines.join('\n')}\n`);
}

async function askHidden(question: PasswordQuestion, options: PromptOptions): Promise<string> {
  for (const line of describeCertificate(question)) writeAbove(line, options);
  options.stderr.write(escapeForTerminal(`Password of ${question.file}: `));
  const answer = await readHiddenLine(options.stdin, {
    signal: options.interruption.signal,
    onInterrupt: () => options.interruption.interrupt('SIGINT'),
  });
  options.stderr.write('\n');
  if (answer === undefined) throw createCancelledError(options, 'no password was given');
  processRedactor.keep(answer);
  return answer;
}

/** A message that tells something first, and asks in its last sentence. */
const LAST_SENTENCE = /^(?<told>.*[.!]) (?<asked>[^.!]*\?)$/s;

async function askYes(message: string, options: PromptOptions): Promise<void> {
  const { told, asked = message } = LAST_SENTENCE.exec(message)?.groups ?? {};
  if (told !== undefined) writeAbove(told, options);
  const lines = createInterface({ input: options.stdin, output: options.stderr });
  lines.on('SIGINT', () => options.interruption.interrupt('SIGINT'));
  // A question whose input ends is never answered.
  const ended = new Promise<undefined>((resolve) => {
    lines.on('close', () => resolve(undefined));
  });
  try {
    const question = lines.question(`${escapeForTerminal(asked)} [y/N] `, {
      signal: options.interruption.signal,
    });
    const answer = await Promise.race([ended, question.catch(() => undefined)]);
    // Ctrl-C and Ctrl-D leave the cursor behind the question.
    if (answer === undefined) options.stderr.write('\n');
    if (/^y(es)?$/i.test(answer?.trim() ?? '')) return;
    throw createCancelledError(options, 'the question was not answered with yes');
  } finally {
    lines.close();
  }
}
