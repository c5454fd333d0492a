import { assert, pre, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUOTED_FORMS } from '../../../fixtures/quoted-forms.js';
import { REDACTED, Redactor } from '../../../../src/core/redaction/redactor.js';

const redactorOf = (...secrets: readonly string[]): Redactor => {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.keep(secret);
  return redactor;
};

const SECRETS = [
  'canary-41b7',
  'p@ss "word"\\ 1/2+3=&%41',
  'line one\nline two\ttab',
  'eyJ0eXAi.eyJzdWIi.c2ln_-A',
  '{"a":1}x',
];
/** UTF-16 read as bytes is only text again where the secret is ASCII. */
const WIDE_SECRETS = ['schlüssel-ß', '密码🔑密码🔑'];

describe('Redactor', () => {
  describe.each(Object.keys(QUOTED_FORMS))('finds a secret %s', (name) => {
    const form = QUOTED_FORMS[name] ?? String;
    const isBytes = name === 'UTF-16' || name === 'UTF-16, big end first';
    it.each([...SECRETS, ...(isBytes ? [] : WIDE_SECRETS)])('%j', (secret) => {
      const said = form(secret);
      const text = redactorOf('another-secret', secret).redact(`they said ${said}, and no more`);
      expect(text).toContain(REDACTED);
      expect(text).not.toContain(said);
      expect(text).toMatch(/^they said /);
      expect(text).toMatch(/, and no more$/);
    });
  });

  it.each([
    ['d1b7c3aa-4f2e-4a57-9b1e-6f7a1c2d3e4f', 'GUIDs'],
    ['/subscriptions/d1b7c3aa/providers/Microsoft.KeyVault/vaults/backup', 'paths'],
    ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'digests'],
    ['2023-11-09T03:00:00.000Z 45% of 2.7 GiB\n', 'times and sizes'],
    ['canary-41b', 'a secret without its end'],
  ])('leaves %s as it is', (text) => {
    expect(redactorOf(...SECRETS, ...WIDE_SECRETS).redact(text)).toBe(text);
  });

  it.each([
    ['Canary-41B7', 'https://canary-41b7.example/', 'in the host of a URL'],
    ['Canary-41B7', 'CANARY-41B7', 'in capitals'],
    ['Schlüssel-ÄÖ', 'schlÜssel-äö', 'with umlauts'],
    ['ΟΔΟΣ-ΚΛΕΙΣ', 'οδος-κλεις', 'with letters that are written otherwise at the end of a word'],
    ['Canary-41B7', Buffer.from('canary-41B7').toString('base64'), 'in base64'],
    ['Canary-41B7', encodeURIComponent('CANARY-41b7').replaceAll('-', '%2d'), 'in a URL'],
    ['TheOpenSesameOfAllDoors', 'theopensesameofalldoors', 'that is letters alone, and no word'],
  ])('finds %s as %s, %s', (secret, said) => {
    const text = redactorOf(secret).redact(`İ said <${said}>, and İ said no more`);
    expect(text).not.toContain(said);
    expect(text).toMatch(/^İ said <.*\[secret\].*>, and İ said no more$/);
  });

  it('leaves a word that has other capitals than a secret', () => {
    const redactor = redactorOf('Contoso', 'Azure', 'aZ-5');
    expect(redactor.redactForeign('contoso on azure: Contoso, Azure, az-5')).toBe(
      `contoso on azure: ${REDACTED}, ${REDACTED}, ${REDACTED}`,
    );
  });

  it('finds a long secret by its pieces, whatever its capitals', () => {
    const secret = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo';
    const text = `cut: ${secret.slice(0, 60).toLowerCase()}…`;
    expect(redactorOf(secret).redact(text)).toBe(`cut: ${REDACTED}…`);
  });

  it('finds pieces of a long secret, and leaves what short pieces have in common', () => {
    const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}0123456789${'ZYXWVUT'.repeat(9)}`;
    const redactor = redactorOf(token);
    expect(redactor.redact(`cut: ${token.slice(0, 60)}…`)).toBe(`cut: ${REDACTED}…`);
    expect(redactor.redact(`middle: ${token.slice(70, 140)}.`)).toBe(`middle: ${REDACTED}.`);
    expect(redactor.redact(token.slice(0, 20))).toBe(token.slice(0, 20));
  });

  it('takes short secrets out of the words of others alone, and only where they stand alone', () => {
    const redactor = redactorOf('ab', 'Azur5', '');
    expect(redactor.redact('Azur5 is about ab')).toBe('Azur5 is about ab');
    expect(redactor.redactForeign('Azur5 is not Azur55, nor xAzur5: ab')).toBe(
      `${REDACTED} is not Azur55, nor xAzur5: ab`,
    );
  });

  it('takes a short secret of any signs out of the words of others', () => {
    const signs = String.raw`\^$.*+?()[]{}|/-&%#~,:;<>=!@'"` + '`';
    for (const sign of signs) {
      const secret = `a${sign}7`;
      expect(redactorOf(secret).redactForeign(`said ${secret}, and no more`)).toBe(
        `said ${REDACTED}, and no more`,
      );
    }
  });

  it('knows none after it was told to forget', () => {
    const redactor = new Redactor();
    redactor.keep('of-an-earlier-command');
    redactor.keep('abcd');
    redactor.forget();
    const text = 'of-an-earlier-command, abcd';
    expect([redactor.redact(text), redactor.redactForeign(text)]).toEqual([text, text]);
    redactor.keep('of-an-earlier-command');
    expect(redactor.redact(text)).toBe(`${REDACTED}, abcd`);
  });

  it('keeps JSON what it is: names, numbers, and the words of its vocabulary', () => {
    const redactor = redactorOf(
      'passed',
      'exitCode',
      '123456',
      'hunter2hunter2',
      '"ok":true',
      'hunterhunter',
    );
    redactor.exempt(['passed', 'exitCode']);
    const document = {
      ok: true,
      exitCode: 123456,
      verdict: 'passed',
      said: 'it passed with "ok":true and 123456',
      status: 'hunterhunter',
      hunter2hunter2: 1,
      at: new Date(0),
      list: ['x hunter2hunter2 y'],
    };
    expect(JSON.parse(JSON.stringify(document, redactor.jsonReplacer))).toEqual({
      ok: true,
      exitCode: 123456,
      verdict: 'passed',
      said: `it ${REDACTED} with ${REDACTED} and ${REDACTED}`,
      status: REDACTED,
      [REDACTED]: 1,
      at: '1970-01-01T00:00:00.000Z',
      list: [`x ${REDACTED} y`],
    });
  });

  it('finds keys in whatever form bytes are written', () => {
    const key = Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 83 + 7) & 0xff));
    const redactor = new Redactor();
    redactor.keepBytes(key);
    const forms = [
      key.toString('latin1'),
      ...[key, key.subarray(0, 32), key.subarray(32)].flatMap((part) => [
        part.toString('hex'),
        part.toString('hex').toUpperCase(),
        part.toString('base64').slice(0, -4),
        part.toString('base64url').slice(0, -4),
      ]),
      Buffer.concat([Buffer.from('x'), key])
        .toString('base64')
        .slice(4, -4),
      Buffer.concat([Buffer.from('xy'), key])
        .toString('base64')
        .slice(4, -4),
    ];
    for (const form of forms) expect(redactor.redact(`<${form}>`)).not.toContain(form.slice(4, -4));
  });

  it.each([
    ['/plans/canary-41b7', '/plans/gold', undefined],
    ['/plans/Canary-41B7-canary-41b7', '/plans/canary-41b7', '/plans/Canary-41B7-canary-41b7'],
    ['/plans/gold', '/plans/gold', '/plans/gold'],
  ])('drops what the target says back: of %s for %s it leaves %s', (told, own, left) => {
    expect(redactorOf('canary-41b7').dropEcho(told, own)).toBe(left);
  });

  it('says how much can be written before a secret is over', () => {
    const redactor = redactorOf('canary-41b7');
    expect(redactor.settledLength('they said canary-4')).toBe('they said '.length);
    expect(redactor.settledLength('they said canary-41b7')).toBe('they said canary-41b7'.length);
    expect(redactor.settledLength('they said CANARY-4')).toBe('they said '.length);
    expect(redactor.settledLength('they said cana')).toBe('they said cana'.length);
  });

  it('never lets a secret through, whatever stands around it', () => {
    const texts = string({ minLength: 6, maxLength: 80, unit: 'grapheme' });
    assert(
      property(texts, string(), string(), (secret, before, after) => {
        pre(secret.replace(/[\s\0\\+\u200b\u2060\ufeff]/g, '').length >= 6 && !REDACTED.includes(secret));
        const said = redactorOf(secret).redact(`${before}${secret}${after}`);
        expect(said.includes(secret) && !`${before}${REDACTED}${after}`.includes(secret)).toBe(false);
      }),
    );
  });

  it('never lets a secret through that lost its capitals', () => {
    const texts = string({ minLength: 6, maxLength: 40, unit: 'grapheme' });
    assert(
      property(texts, string(), string(), (text, before, after) => {
        const secret = `7${text}`;
        pre(secret.replace(/[\s\0\\+\u200b\u2060\ufeff]/g, '').length >= 6 && !REDACTED.includes(secret));
        const folded = Array.from(secret, (sign) => {
          const other = sign.toUpperCase();
          return other.toLowerCase() === sign.toLowerCase() && other.length === sign.length ? other : sign;
        }).join('');
        const said = redactorOf(secret).redact(`${before}${folded}${after}`);
        expect(said.includes(folded) && !`${before}${REDACTED}${after}`.includes(folded)).toBe(false);
      }),
    );
  });

  it('stays quick with a hundred thousand secrets that begin alike', () => {
    const redactor = new Redactor();
    for (let number = 0; number < 100_000; number += 1)
      redactor.keep(`Server=db${number};Password=${number}`);
    expect(redactor.redact('it was Server=db77777;Password=77777.')).toBe(`it was ${REDACTED}.`);
    // Were each place that begins so compared with each of them, this would take minutes.
    const alike = 'Server=db, '.repeat(100_000);
    expect(redactor.redact(alike)).toBe(alike);
  });

  it.each(['\\', ' ', '\n ', '\t\r', '&#x0', '%25', '\\u', 'ab:', '0x ', '\\x4', 'aB.', 'A=%25%25A'])(
    'reads a million characters of %j in a straight line',
    (piece) => {
      // Were a run read anew from each of its characters, each of these would take minutes.
      const said = `ab${piece.repeat(1_000_000 / piece.length)}x`;
      expect(redactorOf('canary-41b7').redactForeign(said)).toBe(said);
    },
  );

  it('finds one of many whose sums it has had to arrange anew', () => {
    const secrets = Array.from({ length: 2000 }, (_, number) => `${(number * 7919).toString(36)}~secret`);
    const redactor = redactorOf(...secrets, ...secrets);
    for (const secret of secrets) expect(redactor.redact(`-${secret}-`)).toBe(`-${REDACTED}-`);
  });
});
