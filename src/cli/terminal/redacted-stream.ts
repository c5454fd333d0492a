import type { Redactor } from '../../core/redaction/redactor.js';

type Callback = (error?: Error | null) => void;

/**
 * The stream, but for the secrets in what is written to it. A text that ends inside of a secret waits for the next one
 * of the same moment, so that a secret in two pieces is found; nothing waits longer.
 */
export function redactStream<S extends NodeJS.WritableStream>(stream: S, redactor: Redactor): S {
  let waiting = '';
  // listr2 puts a function of its own in the place of `write` while it draws.
  let replaced: unknown;
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') stream.write(redactor.redact(text));
  };
  const write = (
    chunk: string | Uint8Array,
    ...rest: readonly (string | Callback | undefined)[]
  ): boolean => {
    const text = waiting + decode(chunk);
    waiting = '';
    const callback = rest.find((item) => typeof item === 'function');
    const settled = callback === undefined ? redactor.settledLength(text) : text.length;
    if (settled < text.length) {
      waiting = text.slice(settled);
      setImmediate(flush);
    }
    return stream.write(redactor.redact(text.slice(0, settled)), callback);
  };
  return new Proxy(stream, {
    get(target, name) {
      if (name === 'write') return replaced ?? write;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => Reflect.apply(value, target, given);
    },
    set(target, name, value) {
      if (name !== 'write') return Reflect.set(target, name, value, target);
      replaced = value;
      return true;
    },
  });
}

function decode(chunk: string | Uint8Array): string {
  return typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
}
