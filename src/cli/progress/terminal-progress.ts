import { formatDuration } from '../../core/clock.js';
import type { Listr, ListrTask } from 'listr2';

import type { Progress, ProgressStep } from '../../core/progress.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { foldText, measureText, truncateMiddle } from '../../report/layout/text-layout.js';
import { paint, type Tone } from '../../report/layout/view.js';
import { describeLeft, describeStep, type StepState } from './progress-text.js';

const REDRAW_DELAY_MS = 60;
const COUNT_DOWN_MS = 1_000;
const TITLE_INTERVAL_MS = 100;
const DEFAULT_COLUMNS = 80;

/** Shows the cursor, which drawing has hidden. */
const SHOW_CURSOR = '\u001b[?25h';

const ENDINGS = {
  done: ['✔', 'good'],
  failed: ['✖', 'bad'],
  skipped: ['↓', 'quiet'],
} as const satisfies Record<string, readonly [string, Tone]>;

interface LiveStep {
  readonly title: string;
  state: StepState;
  note: string;
  /** The time that the wait which the note tells of can still take, as it is now. */
  leftMs?: (() => number) | undefined;
  /** Shows a line of the step; set while the step is drawn. */
  show?: ((line: string) => void) | undefined;
}

/**
 * Progress on a terminal: the steps that run are drawn live by listr2, the ones that ended stay as lines above them.
 * listr2 is loaded when there is something to draw, and knows all its tasks when it starts; so it is started anew,
 * at most every 60 ms, when the set of running steps has changed.
 */
export class TerminalProgress implements Progress {
  readonly #running = new Set<LiveStep>();
  #finished: string[] = [];
  #drawing: { stop(): Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #countDown: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #paused = false;

  constructor(
    private readonly options: {
      readonly stream: NodeJS.WriteStream;
      readonly color: boolean;
      readonly monotonicMs: () => number;
    },
  ) {}

  begin(title: string, options: Parameters<Progress['begin']>[1] = {}): ProgressStep {
    const { unit = 'objects', total, isPassing = false } = options;
    const step: LiveStep = { title: escapeForTerminal(title), state: { unit, done: 0, total }, note: '' };
    const startedMs = this.options.monotonicMs();
    let shownMs = startedMs;
    this.#running.add(step);
    this.schedule();
    return {
      advance: (done, newTotal) => {
        step.state = { ...step.state, done, total: newTotal ?? step.state.total };
        const nowMs = this.options.monotonicMs();
        if (nowMs - shownMs < TITLE_INTERVAL_MS) return;
        shownMs = nowMs;
        step.show?.(this.formatLive(step));
      },
      note: (text, leftMs) => {
        step.note = escapeForTerminal(text);
        const untilMs = leftMs === undefined ? undefined : this.options.monotonicMs() + leftMs;
        step.leftMs = untilMs === undefined ? undefined : () => untilMs - this.options.monotonicMs();
        step.show?.(this.formatLive(step));
        if (untilMs !== undefined) this.startCountDown();
      },
      end: (outcome, summary) => {
        this.#running.delete(step);
        if (isPassing && outcome === 'done') this.schedule();
        else
          this.print(this.formatEnd(step.title, outcome, [summary, this.options.monotonicMs() - startedMs]));
      },
    };
  }

  /** Puts a line above what is drawn live. */
  print(line: string): void {
    this.#finished.push(line);
    this.schedule();
  }

  /** Takes the live part off the terminal, so that a question can be asked. */
  async pause(): Promise<void> {
    this.#paused = true;
    await this.redraw();
  }

  resume(): void {
    this.#paused = false;
    this.schedule();
  }

  /** Gives the terminal back at once, with its cursor: for a process that ends in this moment. */
  letGo(): void {
    this.options.stream.write(`${SHOW_CURSOR}\n`);
  }

  /** Takes the live part off the terminal for good. */
  async close(): Promise<void> {
    this.#running.clear();
    await this.redraw();
  }

  private formatLive(step: LiveStep): string {
    return formatLive(step, this.options.stream.columns || DEFAULT_COLUMNS);
  }

  private formatEnd(
    title: string,
    outcome: keyof typeof ENDINGS,
    [summary, elapsedMs]: readonly [string | undefined, number],
  ): string {
    const [icon, tone] = ENDINGS[outcome];
    const parts = [title];
    if (summary !== undefined) parts.push(escapeForTerminal(summary));
    if (elapsedMs >= 1_000) parts.push(formatDuration(elapsedMs));
    return `${paint(this.options, tone, icon)} ${parts.join(', ')}`;
  }

  private startCountDown(): void {
    this.#countDown ??= setInterval(() => {
      const counting = [...this.#running].filter(({ leftMs }) => leftMs !== undefined);
      for (const step of counting) step.show?.(this.formatLive(step));
      if (counting.length > 0) return;
      clearInterval(this.#countDown);
      this.#countDown = undefined;
    }, COUNT_DOWN_MS).unref();
  }

  private schedule(): void {
    this.#timer ??= setTimeout(() => void this.redraw(), REDRAW_DELAY_MS).unref();
  }

  private redraw(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = this.#work.then(() => this.drawOnce());
    return this.#work;
  }

  private async drawOnce(): Promise<void> {
    await this.#drawing?.stop();
    this.#drawing = undefined;
    const lines = this.#finished;
    this.#finished = [];
    const view = { columns: this.options.stream.columns || DEFAULT_COLUMNS, isRead: true };
    if (lines.length > 0) this.options.stream.write(`${foldText(lines.join('\n'), view)}\n`);
    if (this.#paused || this.#running.size === 0) return;
    this.#drawing = await startDrawing([...this.#running], this.options.stream);
  }
}

/** Room for the icon in front, and a column that stays free. */
const AROUND = 4;
const GAP = '  ';
/** The fewest columns of a note that still say something. */
const SHORTEST_NOTE = 8;

/** One line of a step in at most `columns`: a note is cut in its middle, so that the time which is left stays to be seen. */
export function formatLive(
  { title, state, note, leftMs }: Pick<LiveStep, 'title' | 'state' | 'note' | 'leftMs'>,
  columns: number,
): string {
  const head = [title, describeStep(state)].filter((part) => part !== '').join(GAP);
  const msLeft = leftMs?.();
  // A wait that is over is told by nothing but what follows.
  if (note === '' || (msLeft !== undefined && msLeft <= 0)) return head;
  const left = describeLeft(msLeft);
  const room = columns - AROUND - measureText(head) - GAP.length - measureText(left);
  return `${head}${GAP}${truncateMiddle(note, Math.max(SHORTEST_NOTE, room))}${left}`;
}

/** Draws on stderr alone: stdout belongs to the result, also while something is drawn. */
async function startDrawing(
  steps: readonly LiveStep[],
  stream: NodeJS.WriteStream,
): Promise<{ stop(): Promise<void> }> {
  const { DefaultRenderer, Listr: List, ListrLogger, ProcessOutput } = await import('listr2');
  class StderrRenderer extends DefaultRenderer {}
  // listr2 asks stdout whether it is a terminal; here stderr was asked already.
  Object.defineProperty(StderrRenderer, 'nonTTY', { value: true });
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const list: Listr<object, typeof StderrRenderer> = new List<object, typeof StderrRenderer>(
    steps.map((step) => createTask(step, { finished, columns: stream.columns || DEFAULT_COLUMNS })),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: StderrRenderer,
      rendererOptions: {
        clearOutput: true,
        formatOutput: 'truncate',
        logger: new ListrLogger({
          useIcons: true,
          toStderr: [],
          processOutput: new ProcessOutput(stream, stream, { leaveEmptyLine: false }),
        }),
      },
    },
  );
  const run = list.run();
  return {
    async stop() {
      finish();
      for (const step of steps) step.show = undefined;
      await run;
    },
  };
}

function createTask(
  step: LiveStep,
  { finished, columns }: { readonly finished: Promise<void>; readonly columns: number },
): ListrTask<object> {
  return {
    title: formatLive(step, columns),
    task: async (_, task) => {
      step.show = (line) => {
        task.title = line;
      };
      await finished;
    },
  };
}
