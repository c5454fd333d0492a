import { ERROR_CODES } from '../../core/errors/error-codes.js';
import { wrapText } from '../layout/text-layout.js';
import type { GuideName } from './guide-names.js';

/** The variables that restack reads, each with its meaning. README.md has them too; a test compares. */
export const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['RESTACK_SHARE', '--share'],
  ['RESTACK_CERT', '--cert; several are separated as in PATH'],
  ['RESTACK_CERT_PASSWORD', 'the content of --cert-password-file'],
  ['RESTACK_ENCRYPTION_KEY', 'the content of --key-file'],
  ['RESTACK_SHARE_USER', '--share-user'],
  ['RESTACK_SHARE_PASSWORD', 'the content of --share-password-file, of --password-file too'],
  ['RESTACK_SHARE_ENCRYPT', '--share-encrypt: 1 or true'],
  ['RESTACK_TARGET', '--target'],
  ['RESTACK_USER_TARGET', '--user-target'],
  ['RESTACK_SIGN_IN', '--sign-in'],
  ['RESTACK_CLIENT_ID', '--client-id'],
  ['RESTACK_RUN_DIR', '--run-dir'],
  ['NODE_EXTRA_CA_CERTS', '--ca-file'],
  ['AZURE_TENANT_ID', 'directory of the application that signs in; AD FS needs none'],
  ['AZURE_CLIENT_ID', 'the application'],
  ['AZURE_CLIENT_SECRET', 'its secret'],
  ['AZURE_CLIENT_CERTIFICATE_PATH', 'or its certificate, a file'],
  ['AZURE_CLIENT_CERTIFICATE_PASSWORD', 'the password of that file'],
  ['AZURE_AUTHORITY_HOST', "a sign-in service to trust beside the cloud's own and the public ones"],
  ['HTTPS_PROXY', 'the way to the target; also ALL_PROXY, and NO_PROXY for exceptions'],
  ['JOB_COMPLETION_INDEX', '--shard auto/N of Kubernetes, from 0; SLURM_ARRAY_TASK_ID, AZ_BATCH_TASK_ID too'],
  ['CI', 'never ask, as with --no-input; draw no progress'],
  ['NO_COLOR', 'no colours; FORCE_COLOR: colours also in a pipe'],
  ['UV_THREADPOOL_SIZE', 'calls that wait for files and shares at a time; 32 unless it is set'],
];

const LEVELS = `Levels of verification. Each includes those before it, and says what it did not
prove. With a key the default is content, without one structure.

  structure  needs the share. Names, metadata and chains agree; what the set
             lacks is named.
  keys       needs certificate or key. The key of every snapshot unwraps.
  integrity  the same. Every byte of every data file authenticates; archives
             are whole and safe.
  content    the same. Every record satisfies its schema; every reference
             between records resolves.

No level proves where a set comes from: the format authenticates bytes to
whoever holds the public certificate. Against that: restack digest BACKUP, kept
away from the share, and --expect-digest; or a signed archive.

Restored and validated are two things: restack drill proves that a set can be
replayed and reads back equal, in a cloud of its own.
`;

const FILES = `Files that restack reads and writes.

Given by flags. Regular files, or pipes of the shell: <(pass show backup). One
of them may be -, standard input. Text is UTF-8, or UTF-16 with a byte order
mark. Passwords and keys up to 64 KiB, certificates and mappings up to 1 MiB,
plans, seeds and states up to 256 MiB.

  .pfx .pem .cer  certificates; a password is asked for, or in a file
  restack.yaml    settings: restack help configuration
  --map FILE      names that differ on the target, YAML or JSON
  --out FILE      a plan; what was decided about each record, and no record
  --report FILE   a report, by extension, where a command takes one
  .tar            a set for long keeping (archive pack), or all that tells of a
                  run (evidence pack); both can be signed, and are then verified
                  with --verify-key FILE
  --metrics FILE  numbers for node-exporter, .prom
  --events FILE   lines of JSON of what happens

Kept by restack:

  runs            --run-dir, RESTACK_RUN_DIR, else the data folder:
                  ~/.local/share/restack/runs (Linux),
                  ~/Library/Application Support/restack/runs (macOS),
                  %LOCALAPPDATA%\\restack\\runs (Windows)
                  inputs, decisions, journal of each run; no record, no secret

No plaintext of a backup touches a disk but by restack extract, which says so.
`;

const SIGN_IN = `Signing in to a cloud: --sign-in METHOD, or RESTACK_SIGN_IN.

  environment  the application in AZURE_TENANT_ID, AZURE_CLIENT_ID and
               AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH. The default
               where they are complete; each one that is missing is named.
  device-code  a person, who types a code on a page of the sign-in service. The
               default at a terminal otherwise.
  browser      a person, in a browser of this machine.
  azure-cli    whoever is signed in to the Azure CLI.

AD FS is recognised from the cloud's own metadata, and needs no tenant.
--client-id (RESTACK_CLIENT_ID) names another public client than Azure
PowerShell. No token is written to disk; no metadata service is ever asked.

A target gets its own tokens only: the sign-in goes below its own domain, to a
public sign-in service, or to AZURE_AUTHORITY_HOST. TLS is always checked;
--ca-file adds roots. To check all of it: restack doctor --target URL
`;

const CONFIGURATION = `restack.yaml says once what flags would say. It is read in the working folder,
and then in the user's own configuration folder: $XDG_CONFIG_HOME/restack or
~/.config/restack (Linux), ~/Library/Application Support/restack (macOS),
%APPDATA%\\restack (Windows). A flag goes before its variable, that before the
file of the working folder, and that before the user's own.

  share: /mnt/MASBackup              cert: [old.pfx, new.pfx]
  share-user: CONTOSO\\backup         cert-password-file: cert-password.txt
  share-password-file: password.txt  key-file: legacy-key.txt
  target: https://adminmanagement.east.contoso.example
  user-target, ca-file, sign-in, client-id, run-dir; share-encrypt: true

Each key is a flag without its dashes. Paths are relative to the file; ~/ is the
home folder. Plain YAML 1.2: no tags, anchors or aliases, at most 64 KiB. A key
that there is none of is refused, and so is a secret: files that hold one are
named, or it stands in a variable.

The file must belong to the user or to root, and not everybody may write it; in
the working folder it is no link. There it may say where sets and keys lie on
this machine. Whatever decides where secrets go (target, user-target, ca-file,
sign-in, client-id, share-user, share-password-file, run-dir, and any path on
another machine) counts there only where the user's own file trusts the folder:

  trusted-folders: [~/runbooks/east]

restack config view --origin shows each setting and the place that it is from.
`;

const MEANING_COLUMN = 29;

/** Renders help that belongs to no command, in lines of at most `width`, which is at least 80. */
export function renderGuide(name: GuideName, width: number): string {
  if (name === 'exit-codes') return renderExitCodes(width);
  if (name === 'environment') return renderEnvironment(width);
  return { levels: LEVELS, files: FILES, configuration: CONFIGURATION, 'sign-in': SIGN_IN }[name];
}

/** Every exit code with its error codes, as the README has them. */
function renderExitCodes(width: number): string {
  const entries = Object.entries(ERROR_CODES).flatMap(([code, { exit, meaning }]) => {
    const [first = '', ...more] = wrapText(meaning, width - MEANING_COLUMN);
    const head = `  ${String(exit).padStart(3)}  ${code}`.padEnd(MEANING_COLUMN);
    return [head + first, ...more.map((line) => ' '.repeat(MEANING_COLUMN) + line)];
  });
  return [
    'Exit codes, the same with and without --json. Where several apply, the highest',
    'group wins, and in a group the worst finding. Unknown codes mean failure.',
    'restack explain CODE says what to do.',
    '',
    `${'    0'.padEnd(MEANING_COLUMN)}done, all of it`,
    ...entries,
    '',
  ].join('\n');
}

const NAME_WIDTH = Math.max(...VARIABLES.map(([name]) => name.length));

function renderEnvironment(width: number): string {
  const lines = VARIABLES.flatMap(([name, meaning]) => {
    const [first = '', ...more] = wrapText(meaning, width, NAME_WIDTH + 4);
    return [`  ${name.padEnd(NAME_WIDTH)}  ${first.trimStart()}`, ...more];
  });
  return [
    'Variables of the environment. A flag goes before its variable, that before',
    'restack.yaml (restack help configuration); an empty variable counts as absent.',
    'No secret is ever taken from an argument.',
    '',
    ...lines,
    '',
  ].join('\n');
}
