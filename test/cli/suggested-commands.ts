import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Node, parseSync, Visitor } from 'oxc-parser';
import { listBlanks } from '../../src/report/layout/typed-command.js';

/** A place in the source that suggests a command. */
export interface Suggestion {
  /** Path below `src`. */
  readonly file: string;
  /** The command; `…` stands for what is known only at run time. */
  readonly command: string;
}

/** Folders whose commands are help, which people read and no report prints, or words of another program. */
const NO_SUGGESTIONS = /^(?:commands|controller|cli\/line|core\/errors\/explain|report\/guides|schema)\//;
const HOLE = '…';
const IN_TEXT = /(?:^|: )(restack [^#]*?)(?:\s{2,}#.*|, and --.*)?$/;

/** Finds every suggestion: hints and other texts that end in a command, and lists of words that begin as one. */
export async function findSuggestions(
  root: string,
  isCommand: (words: readonly string[]) => boolean,
): Promise<readonly Suggestion[]> {
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !NO_SUGGESTIONS.test(name)).toSorted();
  return files.flatMap((name) => {
    const file = name.split(path.sep).join('/');
    const commands = new Set(readCommands(path.join(root, name), isCommand));
    return [...commands].map((command) => ({ file, command }));
  });
}

function readCommands(file: string, isCommand: (words: readonly string[]) => boolean): readonly string[] {
  const commands: string[] = [];
  const add = (text: string | undefined) => {
    const command = IN_TEXT.exec(text ?? '')?.[1]?.trim();
    if (command !== undefined) commands.push(command);
  };
  new Visitor({
    Literal: (node) => add(typeof node.value === 'string' ? node.value : undefined),
    TemplateLiteral: ({ quasis }) => add(quasis.map(({ value }) => value.cooked ?? '').join(HOLE)),
    ArrayExpression({ elements }) {
      for (const words of spellOut(elements)) {
        if (words.length > 1 && isCommand(words)) commands.push(['restack', ...words].join(' '));
      }
    },
  }).visit(parseSync(file, readFileSync(file, 'utf8')).program);
  return commands;
}

/** The words of a list: every combination where one is chosen. */
function spellOut(elements: readonly (Node | null)[]): readonly (readonly string[])[] {
  return elements.reduce<readonly (readonly string[])[]>(
    (lists, element) => lists.flatMap((list) => listTexts(element).map((text) => [...list, text])),
    [[]],
  );
}

function listTexts(node: Node | null): readonly string[] {
  if (node?.type === 'ConditionalExpression')
    return [...listTexts(node.consequent), ...listTexts(node.alternate)];
  return [node?.type === 'Literal' && typeof node.value === 'string' ? node.value : HOLE];
}

/** True when a person has to fill something in, so that it is printed as no `next:` line. */
export function hasBlanks({ command }: Suggestion): boolean {
  return listBlanks(command.replaceAll(HOLE, 'x')).length > 0;
}

/** True when a printed command comes from the place. */
export function isPrintedFrom({ command }: Suggestion, printed: string): boolean {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = command.split(HOLE).map(escape).join('(?:"[^"]*"|\'[^\']*\'|[^ ]+)');
  return new RegExp(`^${pattern}(?: |$)`).test(printed);
}
