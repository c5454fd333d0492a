import { damagedFile } from '../certificate-faults.js';
import { parseStrictBase64 } from '../../strict-base64.js';

/** One block between `-----BEGIN label-----` and `-----END label-----`. */
export interface PemBlock {
  readonly label: string;
  /** Headers such as `DEK-Info`, which traditional encrypted keys carry. Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  /** The block as it stands in the file. */
  readonly text: string;
}

const BEGIN = /^-----BEGIN ([^-]+)-----$/;
const HEADER = /^([A-Za-z-]+):[ \t]*(.*)$/;

/** True when a line of the text begins a PEM block. */
export function looksLikePem(text: string): boolean {
  return /^-----BEGIN [^-]+-----/m.test(text);
}

/**
 * Parses every block; text between blocks is passed over.
 *
 * @throws UNSUPPORTED when a block does not end, or does not hold base64.
 * Source: RFC 7468, section 3; RFC 1421, section 4.6 for headers.
 */
export function parsePem(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trimEnd());
  for (let index = 0; index < lines.length; index += 1) {
    const label = BEGIN.exec(lines[index] ?? '')?.[1];
    if (label === undefined) continue;
    const end = lines.indexOf(`-----END ${label}-----`, index);
    if (end === -1) throw damagedFile(`a block "${label}" does not end`);
    blocks.push(parseBlock(label, lines.slice(index, end + 1)));
    index = end;
  }
  return blocks;
}

function parseBlock(label: string, lines: readonly string[]): PemBlock {
  const headers = new Map<string, string>();
  const body: string[] = [];
  for (const line of lines.slice(1, -1)) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined || value === undefined) body.push(line.trim());
    else headers.set(name.toLowerCase(), value);
  }
  const bytes = parseStrictBase64(body.join(''));
  if (bytes === undefined) throw damagedFile(`a block "${label}" does not hold base64`);
  return { label, headers, bytes, text: lines.join('\n') };
}
