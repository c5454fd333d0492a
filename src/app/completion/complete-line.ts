/** The part of oclif's manifest that completion needs. */
export interface Manifest {
  readonly commands: Readonly<Record<string, ManifestCommand>>;
}

/** One command of the manifest. */
export interface ManifestCommand {
  readonly summary?: string;
  readonly args: Readonly<Record<string, { readonly name: string; readonly multiple?: boolean }>>;
  readonly flags: Readonly<Record<string, ManifestFlag>>;
}

interface ManifestFlag {
  readonly name: string;
  readonly type: string;
  readonly summary?: string;
  readonly helpValue?: string | readonly string[];
  readonly multiple?: boolean;
}

/** A word that can stand at the cursor, and its meaning in a few words. */
export interface Candidate {
  readonly word: string;
  readonly about?: string | undefined;
}

/** The words for the cursor, and the files that the shell should offer beside them. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  readonly files: 'none' | 'files' | 'folders';
}

/** The words that are known only where they are asked for. They get the flags that were typed before the cursor. */
export interface LiveWords {
  readonly backups: (typed: TypedFlags) => Promise<readonly Candidate[]>;
  /** `isOfRestores` leaves drills out. */
  readonly runs: (typed: TypedFlags, isOfRestores: boolean) => Promise<readonly Candidate[]>;
  readonly kinds: readonly string[];
  readonly codes: readonly string[];
  /** Words after `help`. */
  readonly guides: readonly string[];
}

/** The values of flags that stand before the cursor, by name. */
export type TypedFlags = Readonly<Record<string, string | undefined>>;

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];
/** Commands that take no drill: its cloud ended with it. */
const FOR_RESTORES = /^runs:(?:resume|abandon)$/;
const KIND_FLAGS = new Set(['only', 'except', 'existing']);
const NOTHING: Completion = { candidates: [], files: 'none' };

/**
 * Completes a command line.
 *
 * @param words those before the cursor, without the program
 * @param current the word at the cursor, as far as it is typed
 */
export async function completeLine(
  { words, current }: { readonly words: readonly string[]; readonly current: string },
  manifest: Manifest,
  live: LiveWords,
): Promise<Completion> {
  const completion = await findWords({ words, current }, manifest, live);
  const candidates = completion.candidates.filter(({ word }) => word.startsWith(current));
  return { ...completion, candidates };
}

async function findWords(
  { words, current }: { readonly words: readonly string[]; readonly current: string },
  manifest: Manifest,
  live: LiveWords,
): Promise<Completion> {
  const found = findCommand(words, manifest);
  if (found === undefined) {
    const [first, ...more] = words;
    if (first === 'help' && more.length === 0 && !current.startsWith('-')) {
      return offer([...live.guides, ...listNext([], manifest).map(({ word }) => word)]);
    }
    return { candidates: listNext(first === 'help' ? more : words, manifest), files: 'none' };
  }
  const { id, command, rest } = found;
  const typed = readTyped(rest, command);
  if (typed.open !== undefined) return offerValues(typed.open, live);
  if (current.startsWith('-')) return { candidates: listFlags(command, typed.flags), files: 'none' };
  return offerArgument(command, { ...typed, isOfRestores: FOR_RESTORES.test(id) }, live);
}

function findCommand(words: readonly string[], { commands }: Manifest) {
  for (let length = Math.min(words.length, 3); length > 0; length -= 1) {
    const id = words.slice(0, length).join(':');
    const command = commands[id];
    if (command !== undefined) return { id, command, rest: words.slice(length) };
  }
  return undefined;
}

/** The words that can follow, on the way to a command. */
function listNext(words: readonly string[], { commands }: Manifest): readonly Candidate[] {
  const next = new Map<string, string | undefined>();
  for (const [id, { summary }] of Object.entries(commands)) {
    const parts = id.split(':');
    if (!words.every((word, index) => parts[index] === word)) continue;
    const word = parts[words.length];
    if (word === undefined) continue;
    next.set(word, parts.length === words.length + 1 ? summary : next.get(word));
  }
  if (words.length === 0) next.set('help', 'Show help.');
  return [...next].map(([word, about]) => ({ word, about }));
}

interface Typed {
  readonly flags: TypedFlags;
  /** The flag whose value is at the cursor. */
  readonly open: ManifestFlag | undefined;
  readonly positionals: number;
}

function readTyped(rest: readonly string[], { flags }: ManifestCommand): Typed {
  const given: Record<string, string | undefined> = {};
  let open: ManifestFlag | undefined;
  let positionals = 0;
  for (const word of rest) {
    if (open !== undefined) {
      given[open.name] = word;
      open = undefined;
    } else if (word.startsWith('--')) {
      const [name = '', value] = word.slice(2).split('=', 2);
      const flag = flags[name];
      given[name] = value;
      if (flag?.type === 'option' && value === undefined) open = flag;
    } else positionals += 1;
  }
  return { flags: given, open, positionals };
}

function listFlags({ flags }: ManifestCommand, typed: TypedFlags): readonly Candidate[] {
  const all = [...Object.values(flags), { name: 'help', type: 'boolean', summary: 'Show help.' }];
  return all
    .filter((flag) => !(flag.name in typed) || ('multiple' in flag && flag.multiple))
    .map(({ name, summary }) => ({ word: `--${name}`, about: summary }));
}

/** Words that a summary counts up at its end: `block, manual or keep.` */
const CHOICES = /: ((?:[a-z-]+, )*[a-z-]+ or [a-z-]+)[.,;]/;

function offerValues(flag: ManifestFlag, live: LiveWords): Completion {
  if (KIND_FLAGS.has(flag.name)) return offer(live.kinds);
  const choices = CHOICES.exec(flag.summary ?? '')?.[1]?.split(/, | or /);
  if (choices !== undefined) return offer(choices);
  const value = String(flag.helpValue ?? '');
  if (/DIR|PATH/.test(value)) return { candidates: [], files: 'folders' };
  return { candidates: [], files: value.includes('FILE') ? 'files' : 'none' };
}

async function offerArgument(
  { args }: ManifestCommand,
  { flags, positionals, isOfRestores }: Typed & { readonly isOfRestores: boolean },
  live: LiveWords,
): Promise<Completion> {
  const all = Object.values(args);
  const last = all.at(-1);
  const { name } = all[positionals] ?? (last?.multiple === true ? last : { name: '' });
  const latest = { word: 'latest', about: 'the newest' };
  if (name === 'backup' || name === 'left' || name === 'right') {
    return { candidates: [latest, ...(await live.backups(flags))], files: 'none' };
  }
  if (name === 'run')
    return { candidates: [latest, ...(await live.runs(flags, isOfRestores))], files: 'none' };
  if (name === 'kind') return offer(live.kinds);
  if (name === 'code') return offer(live.codes);
  if (name === 'shell') return offer(SHELLS);
  return name === 'file' ? { candidates: [], files: 'files' } : NOTHING;
}

function offer(words: readonly string[]): Completion {
  return { candidates: words.map((word) => ({ word })), files: 'none' };
}

/** Renders a completion as the scripts of the shells read it: a word a line, and `:files` or `:folders`. */
export function renderCompletion({ candidates, files }: Completion): string {
  const lines = candidates.map(({ word, about }) =>
    about === undefined ? word : `${word}\t${toLine(about)}`,
  );
  return [...lines, ...(files === 'none' ? [] : [`:${files}`])].map((line) => `${line}\n`).join('');
}

function toLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
