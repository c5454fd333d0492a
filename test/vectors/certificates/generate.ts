/**
 * Makes vectors.json, the certificate files and what must come of each:
 *
 *   npx tsx test/vectors/certificates/generate.ts
 *
 * Needs OpenSSL 3 with its legacy provider and a JDK's keytool. Keys and salts are drawn anew each time. The expected
 * thumbprints and dates come from `openssl x509`, not from restack. Nothing here protects anything: TEST ONLY.
 */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDer, encodeIndefinite, splitDer } from './der.js';
import { listReadForms, listRefusedForms } from './file-forms.js';
import {
  type CertificateVector,
  type CertificateVectorIndex,
  type ExpectedCertificate,
  type GivenPassword,
  VECTOR_INDEX_FILE,
} from './vector-index.js';

const WORK = mkdtempSync(join(tmpdir(), 'certificate-vectors-'));
const OUT = mkdtempSync(join(tmpdir(), 'certificate-vectors-made-'));
const PASSWORD = 'TEST-ONLY-password';
const UNICODE = 'pässwörd 密码';

const work = (name: string) => join(WORK, name);
const out = (name: string) => join(OUT, `TEST-ONLY-${name}`);
const run = (command: string, ...args: readonly string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
const openssl = (...args: readonly string[]) => run('openssl', ...args);

// Certificates: name.key.pem and name.pem in the work folder.

function makeSelfSigned(name: string, subject: string, ...key: readonly string[]): void {
  const made = ['-nodes', '-keyout', work(`${name}.key.pem`), '-out', work(`${name}.pem`)];
  openssl('req', '-x509', '-newkey', ...key, ...made, '-days', '36500', '-subj', subject);
}

function makeIssued(name: string, subject: string, issuer: string): void {
  const request = ['-nodes', '-keyout', work(`${name}.key.pem`), '-out', work(`${name}.csr`)];
  openssl('req', '-new', '-newkey', 'rsa:2048', ...request, '-subj', subject);
  const signer = ['-CA', work(`${issuer}.pem`), '-CAkey', work(`${issuer}.key.pem`), '-CAcreateserial'];
  openssl(
    'x509',
    '-req',
    '-in',
    work(`${name}.csr`),
    ...signer,
    '-days',
    '36500',
    '-out',
    work(`${name}.pem`),
  );
}

function describe(name: string): ExpectedCertificate {
  const print = (...args: readonly string[]) =>
    openssl('x509', '-in', work(`${name}.pem`), '-noout', '-dateopt', 'iso_8601', ...args)
      .toString()
      .trim()
      .replace(/^[^=]*=/, '');
  return {
    thumbprint: print('-fingerprint', '-sha1').replaceAll(':', ''),
    thumbprintSha256: print('-fingerprint', '-sha256').replaceAll(':', ''),
    notAfter: new Date(print('-enddate').replace(' ', 'T')).toISOString(),
    subject: print('-subject', '-nameopt', 'RFC2253').replaceAll(',', ', '),
  };
}

makeSelfSigned('one', '/O=Contoso/CN=TEST-ONLY one', 'rsa:2048');
makeSelfSigned('two', '/CN=TEST-ONLY two', 'rsa:2048');
makeSelfSigned('root', '/CN=TEST-ONLY root', 'rsa:2048');
makeIssued('leaf', '/C=DE/O=Contoso/CN=TEST-ONLY leaf', 'root');
makeSelfSigned('curve', '/CN=TEST-ONLY curve', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');

// The table.

type Holds = CertificateVector['holds'];
type Inspected = CertificateVector['inspect'];
type Outcome = 'opened' | 'wrong' | 'unsupported';

const vectors = new Map<string, Omit<CertificateVector, 'base64'>>();
const one: Holds = { one: 'key' };
const onePublic: Holds = { one: 'public' };
const shut: Inspected = { format: 'pfx', needsPassword: true, hasPrivateKey: true, certificates: null };

/** A file that opens with `password`, and does not with another one or none when it needs one. */
function opens(
  file: string,
  password: GivenPassword,
  rest: { readonly holds?: Holds; readonly inspect?: Inspected } = {},
): void {
  const { holds = one, inspect = shut } = rest;
  addPassword({ file, inspect, holds }, 'opened', password);
  if (!inspect?.needsPassword) return;
  for (const wrong of [null, '', `${password} `, 'wrong', 'falsch-密码'])
    refuses(file, wrong, { inspect, holds });
}

/** A file that does not open with `password`, because that is wrong. */
function refuses(
  file: string,
  password: GivenPassword,
  rest: { readonly inspect: Inspected; readonly holds?: Holds },
): void {
  addPassword({ file, inspect: rest.inspect, holds: rest.holds ?? one }, 'wrong', password);
}

/** A file that does not open at all; because of `algorithm` where that is named. */
function isUnsupported(file: string, inspect: Inspected = null, algorithm?: string): void {
  const named = algorithm === undefined ? {} : { algorithm };
  addPassword({ file, inspect, holds: {}, ...named }, 'unsupported', PASSWORD);
}

function addPassword(
  vector: Pick<CertificateVector, 'file' | 'inspect' | 'holds' | 'algorithm'>,
  outcome: Outcome,
  password: GivenPassword,
): void {
  const file = `TEST-ONLY-${vector.file}`;
  const known = vectors.get(file) ?? { ...vector, file, opened: [], wrong: [], unsupported: [] };
  vectors.set(file, { ...known, [outcome]: [...known[outcome], password] });
}

/** The facts that a file without a password shows. */
function shown(format: 'pfx' | 'pem' | 'cer', holds: Holds): Inspected {
  const hasPrivateKey = Object.values(holds).includes('key');
  return { format, needsPassword: false, hasPrivateKey, certificates: Object.keys(holds) };
}

// PKCS#12.

function pfx(file: string, password: string, ...args: readonly string[]): void {
  const parts = ['-inkey', work('one.key.pem'), '-in', work('one.pem'), '-name', 'TEST-ONLY'];
  openssl('pkcs12', '-export', ...parts, '-out', out(file), '-passout', `pass:${password}`, ...args);
}

const bothPbe = (algorithm: string) => ['-certpbe', algorithm, '-keypbe', algorithm];
const windows3Des = [
  ...bothPbe('PBE-SHA1-3DES'),
  '-macalg',
  'SHA1',
  '-iter',
  '2000',
  '-LMK',
  '-CSP',
  'TEST ONLY CSP',
];
const windowsAes = [...bothPbe('AES-256-CBC'), '-macalg', 'SHA256', '-iter', '2000', '-LMK'];

for (const [file, args] of [
  ['windows-3des.pfx', windows3Des],
  ['windows-aes256.pfx', windowsAes],
  ['windows-old-rc2-40.pfx', ['-legacy']],
  ['rc2-128.pfx', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-40']],
  ['two-key-3des.pfx', [...bothPbe('PBE-SHA1-2DES'), '-macalg', 'SHA1']],
  ['openssl3.pfx', []],
  ['openssl3-aes128.pfx', [...bothPbe('AES-128-CBC'), '-macalg', 'SHA384']],
  ['openssl3-aes192.pfx', [...bothPbe('AES-192-CBC'), '-macalg', 'SHA512']],
  ['openssl3-pbes2-3des.pfx', [...bothPbe('DES-EDE3-CBC')]],
  ['openssl3-no-mac.pfx', ['-nomac', ...bothPbe('AES-256-CBC')]],
  ['windows-3des-no-mac.pfx', ['-nomac', ...windows3Des]],
  ['openssl3-one-iteration.pfx', ['-noiter', '-nomaciter']],
] as const) {
  pfx(file, PASSWORD, ...args);
  opens(file, PASSWORD);
}

for (const [kind, args] of [
  ['windows-3des', windows3Des],
  ['windows-aes256', windowsAes],
  ['openssl3', []],
] as const) {
  for (const [name, password] of [
    ['unicode', UNICODE],
    ['emoji', 'key 🔑'],
    ['spaces', '  two  spaces  '],
  ] as const) {
    pfx(`${kind}-password-${name}.pfx`, password, ...args);
    opens(`${kind}-password-${name}.pfx`, password);
  }
  pfx(`${kind}-password-empty.pfx`, '', ...args);
  for (const password of [null, '']) {
    opens(`${kind}-password-empty.pfx`, password, { inspect: shown('pfx', one) });
  }
  refuses(`${kind}-password-empty.pfx`, 'wrong', { inspect: shown('pfx', one) });
}

// OpenSSL before 1.1.0 took every byte of a UTF-8 password for a character.
pfx('openssl1-password-unicode.pfx', Buffer.from(UNICODE).toString('latin1'), ...windows3Des);
opens('openssl1-password-unicode.pfx', UNICODE);

const visible: Inspected = { ...shut, certificates: ['one'] };
pfx('plain-certificate.pfx', PASSWORD, '-certpbe', 'NONE');
opens('plain-certificate.pfx', PASSWORD, { inspect: visible });
pfx('plain.pfx', PASSWORD, ...bothPbe('NONE'));
opens('plain.pfx', PASSWORD, { inspect: visible });
pfx('plain-no-mac.pfx', PASSWORD, ...bothPbe('NONE'), '-nomac');
opens('plain-no-mac.pfx', null, { inspect: shown('pfx', one) });
opens('plain-no-mac.pfx', 'any password', { inspect: shown('pfx', one) });

const chain: Holds = { leaf: 'key', root: 'public' };
const leafParts = ['-inkey', work('leaf.key.pem'), '-in', work('leaf.pem'), '-certfile', work('root.pem')];
openssl(
  'pkcs12',
  '-export',
  ...leafParts,
  '-out',
  out('chain.pfx'),
  '-passout',
  `pass:${PASSWORD}`,
  ...windows3Des,
);
opens('chain.pfx', PASSWORD, { holds: chain });

const publicParts = ['-nokeys', '-in', work('one.pem'), '-passout', `pass:${PASSWORD}`];
openssl('pkcs12', '-export', ...publicParts, '-out', out('no-key.pfx'));
opens('no-key.pfx', PASSWORD, { holds: onePublic, inspect: { ...shut, hasPrivateKey: null } });

const curveParts = [
  '-inkey',
  work('curve.key.pem'),
  '-in',
  work('curve.pem'),
  '-passout',
  `pass:${PASSWORD}`,
];
openssl('pkcs12', '-export', ...curveParts, '-out', out('elliptic-curve.pfx'));
opens('elliptic-curve.pfx', PASSWORD, { holds: { curve: 'key' } });

// keytool writes several keys into one file, and is a writer of its own kind.
for (const [alias, name] of [
  ['first', 'one'],
  ['second', 'two'],
  ['third', 'leaf'],
] as const) {
  const certificates = name === 'leaf' ? ['-certfile', work('root.pem')] : [];
  const parts = [
    '-inkey',
    work(`${name}.key.pem`),
    '-in',
    work(`${name}.pem`),
    ...certificates,
    '-name',
    alias,
  ];
  openssl('pkcs12', '-export', ...parts, '-out', work(`${alias}.pfx`), '-passout', `pass:${PASSWORD}`);
  const source = ['-srckeystore', work(`${alias}.pfx`), '-srcstoretype', 'PKCS12', '-srcstorepass', PASSWORD];
  const target = [
    '-destkeystore',
    out('several-keys.pfx'),
    '-deststoretype',
    'PKCS12',
    '-deststorepass',
    PASSWORD,
  ];
  if (alias === 'first') rmSync(out('several-keys.pfx'), { force: true });
  run('keytool', '-importkeystore', '-noprompt', ...source, ...target);
}
opens('several-keys.pfx', PASSWORD, { holds: { one: 'key', two: 'key', ...chain } });

writeFileSync(out('ber-indefinite-length.pfx'), encodeIndefinite(readFileSync(out('openssl3.pfx'))));
opens('ber-indefinite-length.pfx', PASSWORD);

pfx('too-many-iterations.pfx', PASSWORD, ...bothPbe('NONE'), '-iter', '2000001');
isUnsupported('too-many-iterations.pfx');
pfx('too-many-iterations-in-all.pfx', PASSWORD, '-iter', '700000');
isUnsupported('too-many-iterations-in-all.pfx');

for (const [file, algorithm, ...args] of [
  ['rc4.pfx', '1.2.840.113549.1.12.1.1', '-legacy', ...bothPbe('PBE-SHA1-RC4-128')],
  ['rc4-40.pfx', '1.2.840.113549.1.12.1.2', '-legacy', ...bothPbe('PBE-SHA1-RC4-40')],
  ['rc4-key.pfx', '1.2.840.113549.1.12.1.1', '-legacy', '-keypbe', 'PBE-SHA1-RC4-128'],
  ['md5-des.pfx', '1.2.840.113549.1.5.3', '-legacy', ...bothPbe('PBE-MD5-DES')],
  ['camellia.pfx', '1.2.392.200011.61.1.1.1.4', ...bothPbe('CAMELLIA-256-CBC')],
  ['aria.pfx', '1.2.410.200046.1.1.12', ...bothPbe('ARIA-256-CBC')],
  ['mac-md5.pfx', '1.2.840.113549.2.5', '-macalg', 'MD5'],
  ['mac-sha224.pfx', '2.16.840.1.101.3.4.2.4', '-macalg', 'SHA224'],
  ['mac-sha3.pfx', '2.16.840.1.101.3.4.2.8', '-macalg', 'SHA3-256'],
] as const) {
  pfx(file, PASSWORD, ...args);
  isUnsupported(file, null, algorithm);
}

// What OpenSSL's command does not write, put together around what it does.
pfx('no-password-at-all.pfx', '', ...bothPbe('NONE'), '-nomac');
addMac('no-password-at-all.pfx', Buffer.alloc(0));
for (const password of [null, '']) opens('no-password-at-all.pfx', password, { inspect: shown('pfx', one) });
refuses('no-password-at-all.pfx', 'wrong', { inspect: shown('pfx', one) });
pfx('two-passwords.pfx', 'TEST-ONLY other', '-nomac', ...bothPbe('AES-256-CBC'));
addMac('two-passwords.pfx', Buffer.from(`${PASSWORD}\0`, 'utf16le').swap16());
isUnsupported('two-passwords.pfx', shut);
refuses('two-passwords.pfx', 'TEST-ONLY other', { inspect: shut });
replaceLast('pbmac1.pfx', Buffer.from('608648016503040201', 'hex'), Buffer.from('2a864886f70d01050e', 'hex'));
isUnsupported('pbmac1.pfx', null, '1.2.840.113549.1.5.14');

// PEM and DER.

const text = (name: string) => readFileSync(work(name), 'utf8');
const writePem = (file: string, ...parts: readonly string[]) => writeFileSync(out(file), parts.join(''));

openssl('x509', '-in', work('one.pem'), '-outform', 'DER', '-out', out('public.cer'));
opens('public.cer', null, { holds: onePublic, inspect: shown('cer', onePublic) });
opens('public.cer', 'any password', { holds: onePublic, inspect: shown('cer', onePublic) });
writePem('public-pem.cer', text('one.pem').replaceAll('\n', '\r\n'));
opens('public-pem.cer', null, { holds: onePublic, inspect: shown('pem', onePublic) });

writePem('certificate-and-key.pem', text('one.pem'), text('one.key.pem'));
opens('certificate-and-key.pem', null, { inspect: shown('pem', one) });
writeFileSync(out('utf-16.pem'), Buffer.from(`\uFEFF${text('one.pem')}${text('one.key.pem')}`, 'utf16le'));
opens('utf-16.pem', null, { inspect: shown('pem', one) });
writePem(
  'chain-and-key.pem',
  'Comments are allowed.\n',
  text('leaf.key.pem'),
  text('root.pem'),
  text('leaf.pem'),
);
const reversed: Holds = { root: 'public', leaf: 'key' };
opens('chain-and-key.pem', null, { holds: reversed, inspect: shown('pem', reversed) });
writeFileSync(
  out('bag-attributes.pem'),
  openssl('pkcs12', '-in', out('openssl3.pfx'), '-passin', `pass:${PASSWORD}`, '-noenc'),
);
opens('bag-attributes.pem', null, { inspect: shown('pem', one) });
writePem('key-of-another.pem', text('one.pem'), text('two.key.pem'));
opens('key-of-another.pem', null, {
  holds: onePublic,
  inspect: { format: 'pem', needsPassword: false, hasPrivateKey: true, certificates: ['one'] },
});

const shutPem: Inspected = {
  format: 'pem',
  needsPassword: true,
  hasPrivateKey: true,
  certificates: ['one'],
};
function encryptedPem(file: string, password: string, command: readonly string[]): void {
  const [name = '', ...args] = command;
  const key = openssl(name, '-in', work('one.key.pem'), '-passout', `pass:${password}`, ...args).toString();
  writePem(file, key, text('one.pem'));
}
for (const [file, ...command] of [
  ['pkcs8-aes256.pem', 'pkcs8', '-topk8', '-v2', 'aes-256-cbc'],
  ['pkcs8-aes128-sha512.pem', 'pkcs8', '-topk8', '-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512'],
  ['pkcs8-sha1.pem', 'pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1'],
  ['pkcs8-pkcs12-3des.pem', 'pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES'],
  ['traditional-aes256.pem', 'rsa', '-traditional', '-aes256'],
  ['traditional-3des.pem', 'rsa', '-traditional', '-des3'],
] as const) {
  for (const [name, password] of [
    ['', PASSWORD],
    ['unicode-', UNICODE],
  ] as const) {
    encryptedPem(`${name}${file}`, password, command);
    opens(`${name}${file}`, password, { inspect: shutPem });
  }
}
encryptedPem('pkcs8-scrypt.pem', PASSWORD, ['pkcs8', '-topk8', '-scrypt']);
isUnsupported('pkcs8-scrypt.pem', null, '1.3.6.1.4.1.11591.4.11');
encryptedPem('traditional-camellia.pem', PASSWORD, ['rsa', '-traditional', '-camellia128']);
isUnsupported('traditional-camellia.pem', null, 'CAMELLIA-128-CBC');

// The same files in other forms.

const whole = readFileSync(out('openssl3.pfx'));
const forms = {
  pfx: whole,
  ber: readFileSync(out('ber-indefinite-length.pfx')),
  cer: readFileSync(out('public.cer')),
  pem: readFileSync(out('certificate-and-key.pem')),
};
for (const [file, bytes] of Object.entries(listReadForms(forms))) {
  writeFileSync(out(file), bytes);
  if (file.endsWith('.cer')) opens(file, null, { holds: onePublic, inspect: shown('cer', onePublic) });
  else if (file === 'trailing-zeros.pem') opens(file, null, { inspect: shown('pem', one) });
  else opens(file, PASSWORD);
}

// What is no certificate file, or was one.

const flip = (offset: number) => Buffer.from(whole).fill((whole[offset] ?? 0) ^ 1, offset, offset + 1);
// MacData ends in: digest (32 bytes), then salt (2 + 8 bytes), then iterations (2 + 2 bytes).
const changed = {
  'flipped-mac.pfx': flip(whole.length - 20),
  'flipped-content.pfx': flip(Math.floor(whole.length / 2)),
};
for (const [file, bytes] of Object.entries(changed)) {
  writeFileSync(out(file), bytes);
  refuses(file, PASSWORD, { inspect: shut });
}
for (const [file, bytes] of Object.entries({
  ...listRefusedForms(forms),
  'truncated.pfx': whole.subarray(0, -1),
  'truncated-to-half.pfx': whole.subarray(0, whole.length / 2),
  'one-byte.pfx': whole.subarray(0, 1),
  'empty.pfx': Buffer.alloc(0),
  'garbage.pfx': Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 197 + 31) % 256)),
  'garbage-in-sequence.pfx': Buffer.from([0x30, 0x03, 0x02, 0x01, 0x03]),
  'text.pfx': Buffer.from('This is the password: hunter2\n'),
  'truncated.cer': readFileSync(out('public.cer')).subarray(0, -10),
  'truncated.pem': Buffer.from(text('one.pem').slice(0, -30)),
  'damaged.pem': Buffer.from(text('one.pem').replace('MII', 'M!I')),
  'damaged-certificate.pem': Buffer.from(text('one.pem').replace('MII', 'MMI')),
  'key-only.pem': readFileSync(work('one.key.pem')),
  'request.pem': readFileSync(work('leaf.csr')),
  'key-only.der': openssl('pkey', '-in', work('one.key.pem'), '-outform', 'DER'),
  'request.der': openssl('req', '-in', work('leaf.csr'), '-outform', 'DER'),
  'certificates.p7b': openssl('crl2pkcs7', '-nocrl', '-certfile', work('one.pem'), '-outform', 'DER'),
  'java-key-store.jks': Buffer.from('feedfeed0000000200000000', 'hex'),
})) {
  writeFileSync(out(file), bytes);
  isUnsupported(file);
}

/** Gives a PKCS#12 file without a MAC one by SHA-256, with the bytes of a password as they are. */
function addMac(file: string, password: Buffer): void {
  const whole = readFileSync(out(file));
  const parts = splitDer(splitDer(whole)[0]?.content ?? Buffer.alloc(0));
  const [, tagged] = splitDer(parts[1]?.content ?? Buffer.alloc(0));
  const [octets] = splitDer(tagged?.content ?? Buffer.alloc(0));
  if (!octets) throw new Error('not a PFX');
  const salt = Buffer.from('TESTONLY');
  const hexOptions = [`hexpass:${password.toString('hex')}`, `hexsalt:${salt.toString('hex')}`];
  const options = ['digest:SHA256', ...hexOptions, 'iter:2048', 'id:3'].flatMap((option) => [
    '-kdfopt',
    option,
  ]);
  const key = openssl('kdf', '-binary', '-keylen', '32', ...options, 'PKCS12KDF');
  const digest = createHmac('sha256', key).update(octets.content).digest();
  const sha256 = encodeDer(0x30, Buffer.from('0609608648016503040201', 'hex'), Buffer.from('0500', 'hex'));
  const digestInfo = encodeDer(0x30, sha256, encodeDer(0x04, digest));
  const iterations = Buffer.from('02020800', 'hex');
  const mac = encodeDer(0x30, digestInfo, encodeDer(0x04, salt), iterations);
  writeFileSync(out(file), encodeDer(0x30, ...parts.map((part) => part.whole), mac));
}

/** Writes a copy of openssl3.pfx in which the last `from` is `to`. */
function replaceLast(file: string, from: Buffer, to: Buffer): void {
  const bytes = readFileSync(out('openssl3.pfx'));
  to.copy(bytes, bytes.lastIndexOf(from));
  writeFileSync(out(file), bytes);
}

const names = ['one', 'two', 'root', 'leaf', 'curve'];
const index: CertificateVectorIndex = {
  certificates: Object.fromEntries(names.map((name) => [name, describe(name)])),
  vectors: [...vectors.values()].map((vector) => ({
    ...vector,
    base64: readFileSync(join(OUT, vector.file)).toString('base64'),
  })),
};
writeFileSync(VECTOR_INDEX_FILE, JSON.stringify(index));
run('npx', 'prettier', '--write', VECTOR_INDEX_FILE);
rmSync(WORK, { recursive: true });
rmSync(OUT, { recursive: true });
console.log(`${vectors.size} files`);
