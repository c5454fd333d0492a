import type { OrderRow } from './order-row.js';

/** The folders of `src`, from the one that imports nothing to the one that nobody imports. */
export const TOP_ROWS: readonly OrderRow[] = [
  {
    of: 'core',
    reason: 'words that everybody uses: no input, no output, nothing of the product',
  },
  {
    of: 'crypto',
    reason: 'keys and bytes in, bytes out: it knows no files, no network, no process and no format above it',
    imports: ['core'],
    packages: ['node-forge', 'node:crypto', 'node:util'],
  },
  {
    of: 'schema',
    reason: 'what the schemas say, and the validation that collects every violation',
    imports: ['core'],
  },
  {
    of: 'cloud',
    reason:
      'what anyone says of a cloud: the port, identity, ids, JSON and addresses, without a way to reach one',
    imports: ['core'],
    types: ['schema'],
  },
  {
    of: 'backup-set',
    reason:
      'the format and nothing else: bytes come through its store port, so that no file system is needed',
    imports: ['core', 'crypto', 'schema'],
    packages: [
      '@streamparser/json',
      'node:crypto',
      'node:path',
      'node:stream',
      'node:util',
      'node:worker_threads',
      'node:zlib',
      'saxes',
    ],
  },
  {
    of: 'use-cases',
    reason: 'the decisions of the product; the world reaches them through their ports',
    imports: ['core', 'schema', 'cloud', 'backup-set/names', 'backup-set/content/read-set.ts'],
    types: ['backup-set'],
    packages: ['node:crypto', 'p-limit', 'yaml'],
  },
  {
    of: 'adapters',
    reason: 'what touches the world: one folder per port, which lends its types and takes no decision',
    imports: ['core', 'cloud', 'backup-set', 'crypto/certificate/certificate-file.ts', 'crypto/file-text.ts'],
    types: ['use-cases'],
    packages: [
      '@azure/core-rest-pipeline',
      '@azure/identity',
      'node:child_process',
      'node:crypto',
      'node:dns',
      'node:fs',
      'node:https',
      'node:os',
      'node:path',
      'node:stream',
      'node:tls',
      'node:util',
      'node:worker_threads',
      'node:zlib',
      'p-limit',
      'tar',
    ],
    packageTypes: ['@azure/core-auth', 'node:http', 'node:net'],
    process: ['process.env', 'process.kill'],
  },
  {
    of: 'controller',
    reason:
      'a cloud that answers whoever asks: it knows neither restack nor the sets that are restored into it; its state survives a crash as runs do',
    imports: [
      'core',
      'cloud',
      'crypto/certificate/make/issue-certificate.ts',
      'adapters/disk/atomic-file.ts',
    ],
    types: ['schema'],
    packages: ['node:crypto', 'node:fs', 'node:https'],
    packageTypes: ['node:http', 'node:net'],
  },
  {
    of: 'report',
    reason: 'a result in, text out: pure, so that what is shown can be tested without a command',
    imports: ['core', 'cloud/arm-id.ts'],
    types: ['schema/results.ts'],
  },
  {
    of: 'app',
    reason:
      'puts adapters and use cases together, below whoever calls it; reads the environment for all others',
    imports: [
      'core',
      'crypto',
      'schema',
      'cloud',
      'backup-set',
      'use-cases',
      'adapters',
      'controller',
      'report',
    ],
    packages: ['node:crypto', 'node:fs', 'node:os', 'node:path', 'node:url'],
    process: ['process.env'],
    crowded:
      'one folder per group of commands, and what all of them take: options, environment, version, samples',
  },
  {
    of: 'cli',
    reason: 'oclif and the terminal: it knows the options of app, and no use case',
    imports: ['core', 'report'],
    types: ['app'],
    packages: ['@oclif/core', 'listr2', 'node:fs', 'node:readline', 'node:string_decoder', 'node:url'],
    packageTypes: ['node:stream'],
    process: [
      'process.argv',
      'process.env',
      'process.exitCode',
      'process.stderr',
      'process.stdin',
      'process.stdout',
    ],
  },
  {
    of: 'commands',
    reason: 'flags to one options object, one call of app, one render: whatever is more belongs into app',
    imports: ['report', 'app', 'cli'],
    packages: ['@oclif/core'],
    crowded: 'oclif makes the words of the command line from the names of these files and folders',
  },
];
