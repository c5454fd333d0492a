import { RestackError } from '../core/errors/restack-error.js';

/**
 * Decodes a text file as Windows tools write it: UTF-8, or UTF-16 (either order) with a byte order mark, which is
 * dropped. PowerShell's `>` writes UTF-16. Nothing is ever replaced or guessed.
 *
 * @param options `zeroPadded` takes zeros behind the text for padding, as they stand behind certificates.
 * @throws UNSUPPORTED when the bytes are no text, or no such text, as those of Windows' ANSI code pages; nothing of it is repeated.
 */
export function decodeFileText(bytes: Uint8Array, options: { readonly zeroPadded?: boolean } = {}): string {
  const encoding = selectEncoding(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined) throw notReadable(bytes, describeUndecodable(bytes, encoding));
  const content = options.zeroPadded === true ? text.replace(/(?<!\0)\0+$/, '') : text;
  if (!content.includes('\0')) return content;
  throw notReadable(bytes, 'it holds zero bytes, as UTF-16 without a byte order mark does');
}

/** True when the bytes begin with a byte order mark of UTF-16. */
export function isUtf16(bytes: Uint8Array): boolean {
  return selectEncoding(bytes) !== 'utf-8';
}

const LOOKED_AT = 1024;

/** True when a byte is a control character that hardly any text holds; a zero can be half of a character of UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, LOOKED_AT)
    .some((byte) => byte > 0 && (byte < TAB || (byte > CARRIAGE_RETURN && byte < ESCAPE)));
}

const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const ESCAPE = 0x1b;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function selectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function describeUndecodable(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'utf-8') return 'it begins as UTF-16 and does not go on as that';
  return `line ${findMalformedLine(bytes)} is no UTF-8`;
}

const LINE_END = 0x0a;

/** Counted from 1. No character of UTF-8 holds the byte of a line end, so that each line can be judged by itself. */
function findMalformedLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(LINE_END, start);
    if (end === -1 || decode(bytes.subarray(start, end), 'utf-8') === undefined) return line;
    start = end + 1;
  }
}

function notReadable(bytes: Uint8Array, found: string): RestackError {
  if (isBinary(bytes)) return new RestackError('UNSUPPORTED', 'the file is binary, expected text');
  return new RestackError(
    'UNSUPPORTED',
    `the text is in another encoding than UTF-8 or UTF-16, as Windows' ANSI: ${found}`,
    {
      hints: [
        'save it as UTF-8: (Get-Content FILE) | Set-Content -Encoding utf8 NEW',
        'iconv -f CP1252 -t UTF-8 FILE > NEW',
      ],
    },
  );
}
