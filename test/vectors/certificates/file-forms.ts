/** What pads a file in a buffer that is larger than it. */
const ZEROS = Buffer.alloc(8);

function breakLines(bytes: Buffer, end: string): string {
  return bytes.toString('base64').replace(/.{1,64}/g, (line) => `${line}${end}`);
}

function armour(label: string, bytes: Buffer): string {
  return `-----BEGIN ${label}-----\n${breakLines(bytes, '\n')}-----END ${label}-----\n`;
}

/** Files that the others are made of, by what they hold. */
export interface PlainForms {
  readonly pfx: Buffer;
  /** In indefinite lengths. */
  readonly ber: Buffer;
  /** A certificate, DER. */
  readonly cer: Buffer;
  /** A certificate and its key. */
  readonly pem: Buffer;
}

/** The same files as they arrive: in larger buffers, as base64, in armour. */
export function listReadForms({ pfx, ber, cer, pem }: PlainForms): Readonly<Record<string, Buffer>> {
  return {
    'trailing-zeros.pfx': Buffer.concat([pfx, ZEROS]),
    'trailing-zeros-ber.pfx': Buffer.concat([ber, ZEROS]),
    'base64.pfx': Buffer.from(pfx.toString('base64')),
    'base64-lines.pfx': Buffer.from(breakLines(pfx, '\r\n')),
    'base64-trailing-zeros.pfx': Buffer.concat([Buffer.from(pfx.toString('base64')), ZEROS]),
    'base64-utf-16.pfx': Buffer.from(`\uFEFF${pfx.toString('base64')}\r\n`, 'utf16le'),
    'pkcs12.pem': Buffer.from(armour('PKCS12', pfx)),
    // certutil -encode says so whatever it encodes.
    'pkcs12-as-certificate.pem': Buffer.from(armour('CERTIFICATE', pfx)),
    'trailing-zeros.cer': Buffer.concat([cer, ZEROS]),
    'base64.cer': Buffer.from(cer.toString('base64')),
    'trailing-zeros.pem': Buffer.concat([pem, ZEROS]),
  };
}

/** Forms that look like those, and are refused. */
export function listRefusedForms({ pfx, cer, pem }: PlainForms): Readonly<Record<string, Buffer>> {
  return {
    'trailing-byte.pfx': Buffer.concat([pfx, ZEROS, Buffer.from([1])]),
    'trailing-byte.cer': Buffer.concat([cer, Buffer.from([1])]),
    'base64-trailing-byte.pfx': Buffer.from(`${pfx.toString('base64')}!`),
    'base64-text.pfx': Buffer.from(Buffer.from('no certificate').toString('base64')),
    'pkcs12-twice.pem': Buffer.from(armour('PKCS12', pfx).repeat(2)),
    'pkcs12-truncated.pem': Buffer.from(armour('PKCS12', pfx.subarray(0, -1))),
    // Windows' ANSI, in a comment; and UTF-16 without a byte order mark.
    'ansi.pem': Buffer.concat([Buffer.from('Zertifikat für die Sicherung\n', 'latin1'), pem]),
    'utf-16-unmarked.pem': Buffer.from(pem.toString(), 'utf16le'),
  };
}
