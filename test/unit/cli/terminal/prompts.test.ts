import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { readHiddenLine } from '../../../../src/cli/terminal/hidden-line.js';
import { createPrompts } from '../../../../src/cli/terminal/prompts.js';
import type { Interruption, StopSignal } from '../../../../src/cli/terminal/signals.js';

class FakeTerminal extends PassThrough {
  raw: boolean[] = [];
  setRawMode(on: boolean): this {
    this.raw.push(on);
    return this;
  }
}

function createInterruption() {
  const controller = new AbortController();
  const received: StopSignal[] = [];
  const interruption: Interruption = {
    signal: controller.signal,
    interrupt: (name) => void received.push(name),
    release: () => {},
  };
  return { controller, received, interruption };
}

describe('readHiddenLine', () => {
  it.each([
    ['pä ss\r', 'pä ss'],
    ['ab\u007f\u0008c\n', 'c'],
    ['wrong\u0015right\r', 'right'],
    ['tab\tand\u001bescape\r', 'tabandescape'],
    ['\r', ''],
    ['\u0004', undefined],
    ['half\u0003', undefined],
  ])('reads %j as %j and leaves the terminal as it was', async (typed, line) => {
    const terminal = new FakeTerminal();
    const read = readHiddenLine(terminal, { signal: new AbortController().signal, onInterrupt: () => {} });
    terminal.write(typed);
    expect(await read).toBe(line);
    expect(terminal.raw).toEqual([true, false]);
    expect(terminal.listenerCount('data')).toBe(0);
  });

  it('puts characters together that come in pieces', async () => {
    const terminal = new FakeTerminal();
    const read = readHiddenLine(terminal, { signal: new AbortController().signal, onInterrupt: () => {} });
    for (const byte of Buffer.from('日€\r')) terminal.write(Buffer.of(byte));
    expect(await read).toBe('日€');
  });

  it('is given up when a signal comes', async () => {
    const terminal = new FakeTerminal();
    const { controller } = createInterruption();
    const read = readHiddenLine(terminal, { signal: controller.signal, onInterrupt: () => {} });
    controller.abort();
    expect(await read).toBeUndefined();
    expect(terminal.raw).toEqual([true, false]);
  });
});

describe('createPrompts', () => {
  function create(options: {
    readonly mayAsk: boolean;
    readonly yes?: boolean;
    readonly unattended?: boolean;
  }) {
    const terminal = new FakeTerminal();
    const screen = new PassThrough();
    const { interruption, received } = createInterruption();
    const order: string[] = [];
    const prompts = createPrompts({
      stdin: terminal,
      stderr: screen,
      mayAsk: options.mayAsk,
      yes: options.yes ?? false,
      unattended: options.unattended ?? false,
      interruption,
      pause: () => Promise.resolve(void order.push('pause')),
      resume: () => void order.push('resume'),
    });
    return { prompts, terminal, screen, received, order };
  }

  it('names file and wanted thumbprint, shows nothing of the password, and holds progress meanwhile', async () => {
    const { prompts, terminal, screen, order } = create({ mayAsk: true });
    const wanted = { thumbprint: '0F1E', backupId: '265bb71b' };
    const asked = prompts.askPassword({ file: 'a\u001b.pfx', wanted });
    terminal.write('hunter2\r');
    expect(await asked).toBe('hunter2');
    const shown = String(screen.read());
    expect(shown).toContain('.pfx');
    expect(shown).toContain('0F1E');
    expect(shown).not.toContain('hunter2');
    expect(shown).not.toContain('\u001b');
    expect(order).toEqual(['pause', 'resume']);
  });

  const shown = { thumbprint: '0F1E', subject: 'CN=Backup' };
  it.each([
    { shown: undefined, told: ['265bb71b', '0F1E'], untold: ['CN=', 'Wrong'] },
    { shown, told: ['265bb71b', '0F1E, CN=Backup'], untold: ['Wrong'] },
  ])('names what is known of the certificate, and a wrong answer: $told', async (known) => {
    const { told, untold } = known;
    const wanted = { thumbprint: '0F1E', backupId: '265bb71b' };
    const ask = async (wasWrong: boolean) => {
      const { prompts, terminal, screen } = create({ mayAsk: true });
      const asked = prompts.askPassword({ file: 'a.pfx', shown: known.shown, wanted, wasWrong });
      terminal.write('hunter2\r');
      await asked;
      return String(screen.read());
    };
    const first = await ask(false);
    for (const text of told) expect(first).toContain(text);
    for (const text of untold) expect(first).not.toContain(text);
    expect(await ask(true)).toMatch(/^Wrong password\./);
  });

  it('refuses to ask where nobody can, and names the flag', async () => {
    const { prompts, screen } = create({ mayAsk: false });
    await expect(prompts.askPassword({ file: 'a.pfx' })).rejects.toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      details: { missingFlag: '--cert-password-file' },
    });
    const flag = '--password-file FILE';
    await expect(prompts.askPassword({ file: 'a user', flag })).rejects.toMatchObject({
      hints: [`the same command with ${flag}`],
      details: { missingFlag: '--password-file' },
    });
    await expect(prompts.confirm({ message: 'Go on?' })).rejects.toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      details: { missingFlag: '--yes' },
    });
    expect(screen.read()).toBeNull();
  });

  it('takes --yes for an answer', async () => {
    await expect(
      create({ mayAsk: false, yes: true }).prompts.confirm({ message: 'Go on?' }),
    ).resolves.toBeUndefined();
  });

  it('takes --yes for no answer to what the caller has to say himself where nobody is there', async () => {
    const question = { message: 'Sign in there?', instead: '--target URL' };
    const { prompts } = create({ mayAsk: false, yes: true, unattended: true });
    await expect(prompts.confirm(question)).rejects.toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      hints: ['the same command with --target URL'],
      details: { missingFlag: '--target' },
    });
    await expect(create({ mayAsk: false, yes: true }).prompts.confirm(question)).resolves.toBeUndefined();
    await expect(create({ mayAsk: false }).prompts.confirm(question)).rejects.toMatchObject({
      details: { missingFlag: '--target' },
    });
  });

  it.each([
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    ['\n', false],
    ['yellow\n', false],
  ])('takes %j for %s', async (typed, yes) => {
    const { prompts, terminal } = create({ mayAsk: true });
    const asked = prompts.confirm({ message: 'Go on?' });
    terminal.write(typed);
    if (yes) await expect(asked).resolves.toBeUndefined();
    else await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('tells what stands before the question in lines that fit, and leaves the cursor on a new one', async () => {
    const { prompts, terminal, screen } = create({ mayAsk: true });
    const asked = prompts.confirm({ message: `${'Many words that tell. '.repeat(12)}Go on?` });
    terminal.end();
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    const lines = String(screen.read()).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.slice(-2)).toEqual(['Go on? [y/N] ', '']);
  });

  it('does not call a password that was broken off a question without a yes', async () => {
    const { prompts, terminal } = create({ mayAsk: true });
    const asked = prompts.askPassword({ file: 'a.pfx' });
    terminal.write('\u0004');
    await expect(asked).rejects.toThrow('password');
  });

  it('passes Ctrl+C on as a signal', async () => {
    const { prompts, terminal, received } = create({ mayAsk: true });
    const asked = prompts.askPassword({ file: 'a.pfx' });
    terminal.write('\u0003');
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(received).toEqual(['SIGINT']);
  });
});
