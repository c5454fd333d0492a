import { StringDecoder } from 'node:string_decoder';

const ENTER = new Set(['\r', '\n']);
const BACKSPACE = new Set(['\u{8}', '\u{7f}']);
const CTRL_C = '\u{3}';
const CTRL_D = '\u{4}';
const CTRL_U = '\u{15}';

/** The input of a terminal. */
export interface RawInput extends NodeJS.ReadableStream {
  setRawMode(on: boolean): unknown;
}

type Key = 'enter' | 'interrupt' | 'end' | 'other';

function applyKey(typed: string[], character: string): Key {
  if (ENTER.has(character)) return 'enter';
  if (character === CTRL_C) return 'interrupt';
  if (character === CTRL_D && typed.length === 0) return 'end';
  if (character === CTRL_U) typed.length = 0;
  else if (BACKSPACE.has(character)) typed.pop();
  else if (character >= ' ') typed.push(character);
  return 'other';
}

/**
 * Reads one line from a terminal without showing it.
 *
 * @returns undefined when the input ended or was given up.
 */
export function readHiddenLine(
  input: RawInput,
  options: { readonly signal: AbortSignal; onInterrupt(): void },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const decoder = new StringDecoder('utf8');
    const typed: string[] = [];
    const finish = (line: string | undefined): void => {
      input.removeListener('data', onData);
      input.removeListener('end', onEnd);
      options.signal.removeEventListener('abort', onEnd);
      input.setRawMode(false);
      input.pause();
      resolve(line);
    };
    const onEnd = (): void => finish(undefined);
    const onData = (chunk: Buffer | string): void => {
      for (const character of typeof chunk === 'string' ? chunk : decoder.write(chunk)) {
        const key = applyKey(typed, character);
        if (key === 'other') continue;
        finish(key === 'enter' ? typed.join('') : undefined);
        if (key === 'interrupt') options.onInterrupt();
        return;
      }
    };
    options.signal.addEventListener('abort', onEnd, { once: true });
    input.setRawMode(true);
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
  });
}
