import type { AppContext } from '../app/app.js';
import { processRedactor } from '../core/redaction/redactor.js';
import { silentProgress, type Progress } from '../core/progress.js';
import { RestackError } from '../core/errors/restack-error.js';
import { escapeForTerminal } from '../core/terminal-text.js';
import { renderWarning } from '../report/render-error.js';
import { wrapText } from '../report/layout/text-layout.js';
import { writeAll } from './terminal/broken-pipe.js';
import { createEnvelope, type Envelope, renderJson } from './outcome/envelope.js';
import { DOCUMENT_WORDS } from './outcome/own-words.js';
import { type EventLog, type EventSubject, openEventLog } from './progress/event-log.js';
import type { GlobalFlags, ProgressChoice } from './flags/global-flags.js';
import type { Host } from './host.js';
import { createLogProgress } from './progress/log-progress.js';
import { followSteps } from './progress/noted-progress.js';
import { combineProgress } from './progress/progress-channels.js';
import { createPrompts } from './terminal/prompts.js';
import { type Interruption, watchSignals } from './terminal/signals.js';
import { redactStream } from './terminal/redacted-stream.js';
import { allowsColor, describeView, isTerminal, isUnattended } from './terminal/terminal.js';
import { TerminalProgress } from './progress/terminal-progress.js';

/** The command that opens a session. */
export interface Opening extends EventSubject {
  readonly progress: ProgressChoice;
}

/** One run of one command: its progress, prompts and events, and the warnings that are repeated at its end. */
export class Session {
  readonly warnings: string[] = [];
  readonly interruption: Interruption;
  /** True when the result was written before the end, by a command that goes on until it is stopped. */
  announced = false;
  /** True when `--events -` has taken stdout. */
  eventsOnStdout = false;
  /** The last line of a command that a second signal ends, where there is something to say. */
  farewell: (() => string | undefined) | undefined;
  /** The values of the flags, once they were parsed. */
  given: Readonly<Record<string, unknown>> = {};
  #terminal: TerminalProgress | undefined;
  /** The log on stderr is the last. */
  #events: readonly EventLog[] = [];
  /** True with `--progress json`: stderr holds lines of JSON and nothing else. */
  #eventsOnStderr = false;
  #json = false;
  #stdinIsTaken = false;
  #closeWait: (() => void) | undefined;

  /** Secrets do not pass its stderr. What goes to stdout has lost them before: see {@link renderJson}. */
  private readonly host: Host;

  constructor(
    host: Host,
    private readonly noColor: boolean,
  ) {
    processRedactor.forget();
    processRedactor.exempt(DOCUMENT_WORDS);
    this.host = { ...host, stderr: redactStream(host.stderr, processRedactor) };
    this.interruption = watchSignals(host.process, () => this.endAtOnce());
  }

  /**
   * Sets up progress, events and prompts as the flags say.
   *
   * @throws USAGE when `--events` cannot be written to.
   */
  async open(flags: GlobalFlags, opening: Opening): Promise<AppContext> {
    if (flags.events === '-' && flags.json) {
      throw new RestackError('USAGE', '--events - and --json both want stdout', {
        hints: ['give --events a file'],
      });
    }
    this.given = flags;
    this.#json = flags.json;
    this.eventsOnStdout = flags.events === '-';
    this.#eventsOnStderr = opening.progress === 'json';
    this.#events = [
      ...(flags.events === undefined ? [] : [this.openEvents(flags.events, opening, this.host.stdout)]),
      ...(this.#eventsOnStderr ? [this.openEvents('-', opening, this.host.stderr)] : []),
    ];
    const asking = isTerminal(this.host.stdin) && isTerminal(this.host.stderr);
    const unattended = flags['no-input'] || isUnattended(this.host.variables);
    const { progress, note, close } = followSteps(
      combineProgress([this.selectProgress(opening), ...this.#events.map((log) => log.progress)]),
      this.interruption.signal,
    );
    this.#closeWait = close;
    return {
      progress,
      note,
      debug: flags.debug ? (text) => this.debug(text) : undefined,
      prompts: createPrompts({
        stdin: this.host.stdin,
        stderr: this.host.stderr,
        mayAsk: asking && !flags.yes && !unattended,
        yes: flags.yes,
        unattended,
        interruption: this.interruption,
        columns: () => this.describeErrorView().columns,
        pause: async () => this.#terminal?.pause(),
        resume: () => this.#terminal?.resume(),
      }),
      person: { isPresent: asking && !unattended, tell: (text) => this.tell(text) },
      signal: this.interruption.signal,
      takeStdin: () => this.takeStdin(),
      warn: (message) => this.warn(message),
    };
  }

  private openEvents(target: string, subject: Opening, stream: NodeJS.WriteStream): EventLog {
    const { now, monotonicMs } = this.host;
    const writeOut = (text: string) => writeAll(stream, text);
    return openEventLog(target, subject, { now, monotonicMs, writeOut, warn: (text) => this.warn(text) });
  }

  /** @throws USAGE when a person sits there, or a second file is given as `-`. */
  private takeStdin(): Host['stdin'] {
    if (isTerminal(this.host.stdin)) {
      throw new RestackError(
        'USAGE',
        '- means standard input, which is a terminal; expected a pipe or a file',
        {
          hints: ['restack COMMAND --FLAG - < FILE'],
        },
      );
    }
    if (this.#stdinIsTaken)
      throw new RestackError('USAGE', '- can be given once: standard input is read once');
    this.#stdinIsTaken = true;
    return this.host.stdin;
  }

  /** Gives the terminal back, and says what can still be said before the process ends in this moment. */
  private endAtOnce(): void {
    this.#terminal?.letGo();
    const line = this.farewell?.();
    if (line !== undefined) this.host.stderr.write(`${line}\n`);
  }

  /** Writes the text of an error to stderr, unless the last event there has told it. */
  async writeError(text: string, isTold: boolean): Promise<void> {
    if (!this.#eventsOnStderr || !isTold) await writeAll(this.host.stderr, text);
  }

  /** Keeps a warning for the envelope and shows it at once. */
  warn(message: string): void {
    this.warnings.push(message);
    for (const log of this.#events) log.warn(message);
    if (!this.#eventsOnStderr) this.print(renderWarning(message, this.describeErrorView()));
  }

  private debug(text: string): void {
    if (!this.#eventsOnStderr) this.print(`debug: ${text}\n`);
    else this.#events.at(-1)?.tell(`debug: ${text}`);
  }

  /** Writes a line to stderr, above whatever is drawn there. */
  private print(line: string): void {
    if (this.#terminal === undefined) this.host.stderr.write(line);
    else this.#terminal.print(line.trimEnd());
  }

  /**
   * Shows lines that a person must act on, also with `--quiet`, and nowhere but where that person looks: a code to sign
   * in with must not stay in a file.
   */
  private tell(text: string): void {
    if (this.#eventsOnStderr) {
      this.#events.at(-1)?.tell(text);
      return;
    }
    const { columns } = this.describeErrorView();
    for (const line of layOut(text, columns)) this.print(`${line}\n`);
  }

  /**
   * Writes the result while the command goes on, as one line or as the text for people, who get none with `--json`;
   * nothing is written to stdout at the end then.
   *
   * @throws CONFIG when stdout does not take it: nobody would ever hear of it.
   */
  async announce(command: string, result: unknown, text?: string): Promise<void> {
    this.announced = true;
    const document = this.#json ? createEnvelope(command, { result, warnings: this.warnings }) : result;
    const output = text === undefined || this.#json ? `${renderJson(document)}\n` : text;
    const failure = await writeAll(this.host.stdout, output);
    if (failure !== undefined) throw createOutputError(failure);
  }

  /** Ends progress, so that nothing is drawn over what follows, and stops listening. */
  async close(): Promise<void> {
    this.#closeWait?.();
    await this.#terminal?.close();
    this.#terminal = undefined;
    this.interruption.release();
  }

  /**
   * Writes the last event. Called once, after `close`. Resolves to the system's error code when stdout did not take the
   * events.
   */
  async writeEnd(envelope: Envelope): Promise<string | undefined> {
    const failures = await Promise.all(this.#events.map((log) => log.end(envelope)));
    return this.eventsOnStdout ? failures[0] : undefined;
  }

  /** True when a person reads stdout. */
  get isRead(): boolean {
    return isTerminal(this.host.stdout);
  }

  /** The layout of text for stderr. */
  describeErrorView(): ReturnType<typeof describeView> {
    return describeView(this.host.stderr, this.viewOptions());
  }

  /** The layout of text for stdout. */
  describeOutputView(): ReturnType<typeof describeView> {
    return describeView(this.host.stdout, this.viewOptions());
  }

  private viewOptions() {
    return { noColor: this.noColor, variables: this.host.variables, now: this.host.now() };
  }

  private selectProgress({ progress }: Opening): Progress {
    const { stderr, variables, monotonicMs } = this.host;
    if (progress === 'none' || progress === 'json') return silentProgress;
    if (
      progress === undefined &&
      isTerminal(stderr) &&
      variables['TERM'] !== 'dumb' &&
      !isUnattended(variables)
    ) {
      const color = allowsColor(stderr, { noColor: this.noColor, variables });
      this.#terminal = new TerminalProgress({ stream: stderr, color, monotonicMs });
      return this.#terminal;
    }
    return createLogProgress({ write: (line) => stderr.write(`${line}\n`), monotonicMs });
  }
}

/** The error of a result that stdout did not take. */
export function createOutputError(systemCode: string): RestackError {
  return new RestackError('CONFIG', `the result could not be written to stdout: ${systemCode}`, {
    hints: ['write it where there is room, and where this account may write'],
    details: { systemCode },
  });
}

/** Lines of at most `columns`; an indented one is to be copied, and stays whole. */
function layOut(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const safe = escapeForTerminal(line);
    return safe.startsWith(' ') ? [safe] : wrapText(safe, columns);
  });
}
