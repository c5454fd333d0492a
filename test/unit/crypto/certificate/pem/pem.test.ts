import { describe, expect, it } from 'vitest';
import { looksLikePem, parsePem } from '../../../../../src/crypto/certificate/pem/pem.js';
import { catchRestackError } from '../../../../fixtures/thrown.js';

const block = (label: string, ...lines: readonly string[]) =>
  [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');

describe('parsePem', () => {
  it('reads blocks in their order, and passes over text between them', () => {
    const blocks = parsePem(
      `before\n${block('A', 'AAEC', 'Aw==')}\nbetween\n\n${block('B C', 'BAUG')}\nafter`,
    );
    expect(blocks.map(({ label, bytes }) => ({ label, bytes: [...bytes] }))).toEqual([
      { label: 'A', bytes: [0, 1, 2, 3] },
      { label: 'B C', bytes: [4, 5, 6] },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j, with blanks behind them', (end) => {
    const text = block('A', ' AAEC ', 'Aw==\t').replaceAll('\n', ` ${end}`);
    expect(parsePem(text).map(({ bytes }) => [...bytes])).toEqual([[0, 1, 2, 3]]);
  });

  it('reads headers', () => {
    const [key] = parsePem(block('K', 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-256-CBC,00FF', '', 'AAEC'));
    expect([...(key?.headers ?? [])]).toEqual([
      ['proc-type', '4,ENCRYPTED'],
      ['dek-info', 'AES-256-CBC,00FF'],
    ]);
    expect([...(key?.bytes ?? [])]).toEqual([0, 1, 2]);
  });

  it.each([
    { name: 'a block without an end', text: '-----BEGIN A-----\nAAEC\n', why: 'does not end' },
    {
      name: 'a block with another end',
      text: '-----BEGIN A-----\nAAEC\n-----END B-----',
      why: 'does not end',
    },
    { name: 'an empty block', text: block('A'), why: 'not hold base64' },
    { name: 'a block of no base64', text: block('A', 'A?EC'), why: 'not hold base64' },
    { name: 'a block in a block', text: block('A', block('B', 'AAEC')), why: 'not hold base64' },
  ])('refuses $name', ({ text, why }) => {
    const error = catchRestackError(() => parsePem(text));
    expect(error.code).toBe('UNSUPPORTED');
    expect(error.message).toContain(why);
  });
});

describe('looksLikePem', () => {
  it.each([
    { text: block('A', 'AAEC'), looks: true },
    { text: `text\n${block('A', 'AAEC')}`, looks: true },
    { text: 'a -----BEGIN A-----', looks: false },
    { text: '', looks: false },
  ])('$looks for $text', ({ text, looks }) => {
    expect(looksLikePem(text)).toBe(looks);
  });
});
