import type { OrderRow } from './order-row.js';

/** Inside `core`, `crypto` and `schema`. */
export const FOUNDATION_ROWS: readonly OrderRow[] = [
  {
    of: 'core/errors',
    reason: 'codes, findings and the one error class: nothing else is needed to say that something failed',
  },
  {
    of: 'core/errors/explain',
    reason: 'what is said of each code; whoever only fails does not load it',
    imports: ['error-codes.ts', 'finding-codes.ts', 'nearest-word.ts'],
  },
  {
    of: 'core/redaction',
    reason: 'secrets that the process knows, and texts without them: it hears of both, and asks for neither',
  },
  {
    of: 'crypto/certificate',
    reason:
      'certificate files, over the tag, the text and the base64 that other keys have in common with them',
    imports: ['authentication-tag.ts', 'file-text.ts', 'strict-base64.ts'],
  },
  {
    of: 'crypto/certificate/asn1',
    reason: 'the encoding that every layer above is written in',
    imports: ['certificate-faults.ts'],
    packages: ['node-forge'],
  },
  {
    of: 'crypto/certificate/pem/pem-private-key.ts',
    reason: 'a key is read from its encoding',
  },
  {
    of: 'crypto/certificate/unsupported-algorithm.ts',
    reason: 'names an algorithm by its number, for all layers',
    imports: ['asn1'],
  },
  {
    of: 'crypto/certificate/password',
    reason: 'keys from passwords, and what they encrypt; both kinds of files use it',
    imports: ['certificate-faults.ts', 'unsupported-algorithm.ts', 'asn1'],
    packages: ['node-forge', 'node:crypto'],
  },
  {
    of: 'crypto/certificate/pkcs12',
    reason: 'one of the two kinds of files; it knows nothing of the other',
    imports: ['certificate-faults.ts', 'unsupported-algorithm.ts', 'asn1', 'password'],
    packages: ['node:crypto'],
  },
  {
    of: 'crypto/certificate/pem',
    reason: 'one of the two kinds of files; it knows nothing of the other',
    imports: ['certificate-faults.ts', 'unsupported-algorithm.ts', 'x509-certificate.ts', 'asn1', 'password'],
    packages: ['node:crypto'],
  },
  {
    of: 'crypto/certificate/certificate-file-format.ts',
    reason: 'tells the kinds of files apart by their first bytes',
    imports: ['asn1', 'pem'],
  },
  {
    of: 'crypto/certificate/certificate-file-reader.ts',
    reason: 'hands a file to the layer that reads its kind',
    imports: ['pem', 'pkcs12'],
    types: ['asn1', 'password'],
  },
  {
    of: 'crypto/certificate/certificate-file.ts',
    reason: 'the entry point; who derives keys is said by the caller, and by default it is this process',
    imports: ['password'],
  },
  {
    of: 'crypto/certificate/make',
    reason: 'new certificates: whoever opens files does not load it, whoever makes one reads no files',
    imports: ['x509-certificate.ts'],
    outside: ['core'],
    packages: ['node-forge', 'node:crypto', 'node:util'],
  },
  {
    of: 'schema/yaml',
    reason: 'files that a person writes: plain YAML, checked against a schema, each fault with its place',
    imports: ['keyword-message.ts', 'value-description.ts', 'well-formed.ts'],
    types: ['compiled-schema.ts'],
    packages: ['yaml'],
  },
  {
    of: 'schema/*.ts',
    reason: 'validation stands on what the build makes of the schemas',
    imports: ['generated'],
  },
];

/** Inside `backup-set`: names, metadata, catalog, data-file, zip, database, content, write. */
export const BACKUP_SET_ROWS: readonly OrderRow[] = [
  {
    of: 'backup-set/names',
    reason: 'names of files and repositories say what they are before anything is opened',
    types: ['catalog.ts'],
    outside: ['core'],
    outsideTypes: ['schema'],
    packages: [],
  },
  {
    of: 'backup-set/metadata',
    reason: 'the documents that lie beside the data files, read and written',
    imports: ['names'],
    types: ['catalog.ts'],
    outside: ['core', 'schema'],
    packages: ['saxes'],
  },
  {
    of: 'backup-set/catalog',
    reason: 'what lies on a share, from names and metadata alone: no key is needed to list sets',
    imports: ['names', 'metadata'],
    types: ['catalog.ts', 'store.ts'],
    outside: ['core'],
    outsideTypes: ['schema'],
  },
  {
    of: 'backup-set/catalog/folder',
    reason: 'the snapshots of one folder, before anyone looks at those of another',
    packages: [],
  },
  {
    of: 'backup-set/catalog/chains',
    reason: 'snapshots that build on each other, or contradict each other',
    types: ['folder'],
    packages: [],
  },
  {
    of: 'backup-set/catalog/completeness',
    reason: 'what a set needs, and what it lacks of that: names of repositories, and who speaks of them',
    packages: [],
  },
  {
    of: 'backup-set/catalog/drafts',
    reason: 'all that names one backup id in a folder, before it is known what other sets say of it',
    imports: ['folder', 'chains'],
    types: ['completeness'],
    packages: [],
  },
  {
    of: 'backup-set/catalog/*.ts',
    reason: 'sets, put together from drafts, and judged',
    imports: ['folder', 'chains', 'completeness', 'drafts'],
  },
  {
    of: 'backup-set/data-file',
    reason: 'one sealed file: tag, decryption and sums, whatever the plaintext holds',
    imports: ['finding-place.ts'],
    types: ['catalog.ts', 'store.ts'],
    outside: ['core', 'crypto'],
    packages: ['node:crypto', 'node:worker_threads', 'node:zlib'],
    crowded: 'one file per step of a proof: keys, copies, ranges, segments, sums',
  },
  {
    of: 'backup-set/zip',
    reason: 'the archive inside of a data file: ranges of bytes come from there, keys do not',
    imports: ['data-file'],
    outside: ['core'],
    packages: ['node:crypto', 'node:stream', 'node:util', 'node:zlib'],
  },
  {
    of: 'backup-set/database',
    reason: 'a SQL Server backup, from its bytes to rows; what is made of the rows is said elsewhere',
    imports: ['data-file/random-access.ts', 'finding-place.ts'],
    outside: ['core'],
    packages: [],
  },
  {
    of: 'backup-set/database/container',
    reason: 'the tape and the sets on it, whatever the pages hold',
    imports: ['database-fault.ts', 'lsn.ts'],
    outside: ['core', 'backup-set/data-file/random-access.ts'],
  },
  {
    of: 'backup-set/database/pages',
    reason: 'pages, where they lie, what proves them and who uses them; no table is known yet',
    imports: ['database-fault.ts', 'lsn.ts'],
    outside: ['backup-set/data-file/random-access.ts'],
  },
  {
    of: 'backup-set/database/catalogue',
    reason: 'the system tables, which say what tables there are',
    imports: ['database-fault.ts', 'pages'],
    outside: [],
  },
  {
    of: 'backup-set/database/rows',
    reason: 'rows and values of the tables that the catalogue names',
    imports: ['database-fault.ts', 'pages', 'catalogue'],
    outside: ['core/errors/finding-error.ts'],
  },
  {
    of: 'backup-set/database/log',
    reason: 'the log against the pages; tables are names to it',
    imports: ['database-fault.ts', 'lsn.ts', 'pages'],
    outside: ['backup-set/data-file/random-access.ts'],
  },
  {
    of: 'backup-set/database/joined-set.ts',
    reason: 'stripes become a set before anyone reads a page',
    types: ['container'],
  },
  {
    of: 'backup-set/database/open-database.ts',
    reason: 'the entry point, over all layers',
    imports: ['container', 'pages', 'catalogue', 'rows', 'log'],
    outside: ['backup-set/finding-place.ts'],
    outsideTypes: ['backup-set/data-file/random-access.ts'],
  },
  {
    of: 'backup-set/content',
    reason:
      'records and payloads of what was proved: the only place that puts data files, archives and databases together',
    imports: ['finding-place.ts', 'names', 'data-file', 'zip', 'database'],
    types: ['catalog.ts', 'store.ts'],
    outside: ['core', 'crypto', 'schema'],
    packages: ['@streamparser/json', 'node:crypto'],
  },
  {
    of: 'backup-set/content/subscriptions',
    reason: 'records made of the rows of one database; whose files those are is said by whoever proved them',
    imports: ['chain-database.ts'],
    types: ['records.ts'],
    outside: [
      'core',
      'schema',
      'backup-set/database',
      'backup-set/finding-place.ts',
      'backup-set/names/portable-repositories.ts',
    ],
    packages: [],
  },
  {
    of: 'backup-set/content/read-content.ts',
    reason: 'the reader of one proved file, whatever its repository holds',
    imports: ['subscriptions'],
  },
  {
    of: 'backup-set/keys',
    reason:
      'which key opens which set, and whether the backup service takes it; files are opened by whoever holds them',
    types: ['catalog.ts', 'data-file'],
    outside: ['core', 'crypto'],
    outsideTypes: ['schema'],
    packageTypes: ['node:crypto'],
  },
  {
    of: 'backup-set/write',
    reason: 'the way back, from records to a set; it reads nothing of other sets',
    imports: ['names', 'metadata', 'zip'],
    types: ['catalog.ts'],
    outside: ['core', 'crypto', 'schema/validation.ts'],
    outsideTypes: ['schema'],
    packages: ['node:crypto', 'node:path'],
  },
  {
    of: 'backup-set/write/database',
    reason:
      'a SQL Server backup, from rows to its bytes: the reader of such files is proved with it, and shares nothing with it',
    imports: [],
    outside: ['core', 'schema/validation.ts'],
    outsideTypes: ['schema'],
    packages: [],
  },
  {
    of: 'backup-set/write/assemble-set.ts',
    reason: 'a set, whatever its repositories hold',
    imports: ['database'],
  },
];
