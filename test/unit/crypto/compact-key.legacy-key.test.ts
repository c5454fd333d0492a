import { describe, expect, it } from 'vitest';
import { decodeFileText } from '../../../src/crypto/file-text.js';
import { parseLegacyKey } from '../../../src/crypto/compact-key.js';
import { catchRestackError } from '../../fixtures/thrown.js';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl';
const printed = Buffer.from(letters).toString('base64');

describe('parseLegacyKey', () => {
  it.each([
    { name: 'alone', text: printed },
    { name: 'with a Windows line end', text: `${printed}\r\n` },
    { name: 'with line ends around', text: `\n\n${printed}\n` },
    { name: 'with blanks around', text: ` \t${printed}  ` },
    { name: 'with a byte order mark', text: `\uFEFF${printed}\n` },
  ])('reads the key $name', ({ text }) => {
    expect(Buffer.from(parseLegacyKey(text)).toString()).toBe(letters);
  });

  it.each([
    { name: 'UTF-8 with mark', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf8') },
    { name: 'UTF-16 little-endian', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf16le') },
    { name: 'UTF-16 big-endian', bytes: Buffer.from(`\uFEFF${printed}\r\n`, 'utf16le').swap16() },
  ])('reads the file that PowerShell writes as $name', ({ bytes }) => {
    expect(Buffer.from(parseLegacyKey(decodeFileText(bytes))).toString()).toBe(letters);
  });

  it.each([
    { name: 'nothing', text: '' },
    { name: 'blanks only', text: ' \r\n' },
    { name: 'the letters themselves', text: letters },
    { name: 'a shorter key', text: Buffer.from(letters.slice(1)).toString('base64') },
    { name: 'a longer key', text: Buffer.from(`${letters}a`).toString('base64') },
    { name: 'a key cut short', text: printed.slice(0, -1) },
    { name: 'a key with a blank inside', text: `${printed.slice(0, 40)} ${printed.slice(40)}` },
    { name: 'two keys', text: `${printed}\n${printed}` },
    { name: 'a password', text: 'correct horse battery staple' },
  ])('refuses $name, and does not repeat it', ({ text }) => {
    const error = catchRestackError(() => parseLegacyKey(text));
    expect(error.code).toBe('NO_KEY');
    const told = JSON.stringify([error.message, error.details, error.hints]);
    if (text.trim() !== '') expect(told).not.toContain(text.trim().slice(0, 12));
  });
});
