import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { redactStream } from '../../../../src/cli/terminal/redacted-stream.js';
import { REDACTED, Redactor } from '../../../../src/core/redaction/redactor.js';
import { QUOTED_FORMS } from '../../../fixtures/quoted-forms.js';

const SECRET = 'canary-stream-41b7';

function open() {
  const redactor = new Redactor();
  redactor.keep(SECRET);
  const inner = Object.assign(new PassThrough(), { columns: 80, isTTY: true });
  const written: string[] = [];
  inner.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')));
  const stream = redactStream(inner, redactor);
  const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { inner, stream, settle, said: () => written.join('') };
}

describe('redactStream', () => {
  it.each(Object.entries(QUOTED_FORMS))('lets no secret through %s, text or bytes', async (_name, form) => {
    const { stream, settle, said } = open();
    stream.write(`they said ${form(SECRET)}.\n`);
    stream.write(Buffer.from(`and ${form(SECRET)}.\n`));
    await settle();
    expect(said()).not.toContain(form(SECRET));
    expect(said().split(REDACTED)).toHaveLength(3);
    expect(said()).toMatch(/^they said [^]*\.\nand [^]*\.\n$/);
  });

  it('finds a secret that comes in pieces of one moment, wherever it is cut', async () => {
    for (let cut = 6; cut < SECRET.length; cut += 1) {
      const { stream, settle, said } = open();
      stream.write(`a ${SECRET.slice(0, cut)}`);
      stream.write(`${SECRET.slice(cut)} b`);
      await settle();
      expect(said()).toBe(`a ${REDACTED} b`);
    }
  });

  it('keeps nothing back longer than a moment, nor when somebody waits for it', async () => {
    const { stream, settle, said } = open();
    stream.write(`begun: ${SECRET.slice(0, 9)}`);
    expect(said()).toBe('begun: ');
    await settle();
    expect(said()).toBe(`begun: ${SECRET.slice(0, 9)}`);
    await new Promise<void>((resolve) => stream.write(SECRET.slice(0, 9), () => resolve()));
    expect(said()).toBe(`begun: ${SECRET.slice(0, 9)}${SECRET.slice(0, 9)}`);
  });

  it('is the stream itself in all the rest, and gives way to whoever replaces its write', () => {
    const { inner, stream, said } = open();
    expect([stream.columns, stream.isTTY]).toEqual([80, true]);
    const seen: unknown[] = [];
    stream.write(`${SECRET}!`);
    expect(said()).toBe(`${REDACTED}!`);
    stream.write = (chunk: unknown) => seen.push(chunk) > 0;
    stream.write('drawn');
    expect(seen).toEqual(['drawn']);
    expect(said()).toBe(`${REDACTED}!`);
    expect(inner.writableEnded).toBe(false);
  });
});
