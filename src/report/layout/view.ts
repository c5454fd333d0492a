/** The properties of the place that a text goes to. */
export interface View {
  /** Width in characters. */
  readonly columns: number;
  readonly color: boolean;
  /** True at a terminal, where a long line would be broken within a word. */
  readonly isRead?: boolean;
  /** The time that ages count from. */
  readonly now: Date;
}

/** A meaning that is coloured; the words around it must say the same without colour. */
export type Tone = 'good' | 'bad' | 'caution' | 'quiet' | 'strong';

const CODES: Readonly<Record<Tone, readonly [open: number, close: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  caution: [33, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

/** Colours `text` where the view allows it. */
export function paint(view: Pick<View, 'color'>, tone: Tone, text: string): string {
  if (!view.color || text === '') return text;
  const [open, close] = CODES[tone];
  return `\u{1b}[${open}m${text}\u{1b}[${close}m`;
}
