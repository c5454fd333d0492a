import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GIB, MIB } from '../../src/core/sizes.js';
import { compare, type Comparison, measurePeakMemory } from './compare.js';
import { type LargeSet, writeLargeSet } from './large-set.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RESTACK = join(ROOT, 'dist', 'cli', 'main.js');
const KEYS = join(ROOT, 'samples', 'keys');
const CERTIFICATE = join(KEYS, 'TEST-ONLY-backup-2023.cer');
const PRIVATE = ['--cert', join(KEYS, 'TEST-ONLY-backup-2023.pfx')];
const PASSWORD = ['--cert-password-file', join(KEYS, 'TEST-ONLY-password.txt')];

function print(title: string, { ratio, medianMs }: Comparison, goal: string): void {
  const figures = `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`;
  const times = medianMs.map((ms) => `${ms.toFixed(0)} ms`).join(' against ');
  console.log(`${title}\n  ratio ${figures}   goal ${goal}   medians ${times}`);
}

function verifyCommand(set: LargeSet) {
  const level = ['--level', 'integrity', '--json'];
  const share = ['--share', set.share];
  return {
    argv: [process.execPath, RESTACK, 'verify', set.backupId, ...share, ...level, ...PRIVATE, ...PASSWORD],
  } as const;
}

function opensslCommand(set: LargeSet) {
  const mac = ['-sha512', '-mac', 'HMAC', '-macopt', `hexkey:${set.macKeyHex}`];
  return { argv: ['openssl', 'dgst', ...mac, ...set.dataFiles] } as const;
}

async function benchIntegrity(folder: string): Promise<void> {
  const one = await writeLargeSet(join(folder, 'one'), {
    files: 1,
    sizeBytes: GIB,
    certificateFile: CERTIFICATE,
  });
  const title = 'verify --level integrity, one file of 1 GiB / openssl dgst -sha512 -mac HMAC';
  print(title, await compare(verifyCommand(one), opensslCommand(one), 5), '≤ 1.15');
  const peak = await measurePeakMemory(verifyCommand(one));
  console.log(`  peak memory ${(peak / MIB).toFixed(0)} MiB   goal < 200 MiB`);
  await rm(one.share, { recursive: true });

  const many = await writeLargeSet(join(folder, 'many'), {
    files: 32,
    sizeBytes: GIB / 32,
    certificateFile: CERTIFICATE,
  });
  const comparison = await compare(opensslCommand(many), verifyCommand(many), 5);
  print('openssl dgst, 32 files of 32 MiB / verify --level integrity', comparison, '≥ 1.6');
  const peakMany = await measurePeakMemory(verifyCommand(many));
  console.log(`  peak memory ${(peakMany / MIB).toFixed(0)} MiB   goal < 200 MiB`);
  await rm(many.share, { recursive: true });
}

const EMPTY_COMMAND = `import { Command } from '@oclif/core';
export default class Empty extends Command {
  async run() { this.log('nothing'); }
}
`;
const EMPTY_MAIN = `#!/usr/bin/env node
import { execute } from '@oclif/core';
await execute({ dir: import.meta.url });
`;
const EMPTY_MANIFEST = {
  version: '1.0.0',
  commands: {
    empty: {
      id: 'empty',
      args: {},
      flags: {},
      aliases: [],
      pluginName: 'empty',
      pluginType: 'core',
      isESM: true,
      relativePath: ['commands', 'empty.js'],
    },
  },
};

async function benchStartUp(folder: string): Promise<void> {
  const empty = join(folder, 'empty');
  await mkdir(join(empty, 'commands'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(empty, 'node_modules'), 'junction');
  await writeFile(join(empty, 'commands', 'empty.js'), EMPTY_COMMAND);
  await writeFile(join(empty, 'main.js'), EMPTY_MAIN);
  const settings = {
    name: 'empty',
    version: '1.0.0',
    type: 'module',
    oclif: { bin: 'empty', commands: './commands' },
  };
  await writeFile(join(empty, 'package.json'), JSON.stringify(settings));
  await writeFile(join(empty, 'oclif.manifest.json'), JSON.stringify(EMPTY_MANIFEST));
  const share = join(folder, 'share');
  await cp(join(ROOT, 'samples', 'share', 'edge.fabrikam.example'), share, { recursive: true });
  const a = { argv: [process.execPath, RESTACK, 'list', '--share', share] } as const;
  const b = { argv: [process.execPath, join(empty, 'main.js'), 'empty'] } as const;
  const title = 'restack list on a small share (2 sets, 36 metadata files) / an empty oclif command';
  print(title, await compare(a, b, 20), '≤ 1.3');
}

/** In a process of its own, whose processor time it measures. */
async function benchController(): Promise<void> {
  const child = fork(join(ROOT, 'test', 'bench', 'controller.bench.ts'));
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`the controller's benchmark ended with ${child.exitCode}`);
}

/** In a process of its own, whose memory it measures. */
async function benchRestore(): Promise<void> {
  const child = fork(join(ROOT, 'test', 'bench', 'restore-bench.ts'));
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`the benchmark of restore ended with ${child.exitCode}`);
}

const folder = await mkdtemp(join(tmpdir(), 'restack-bench-'));
try {
  await benchStartUp(folder);
  await benchIntegrity(folder);
  await benchController();
  await benchRestore();
} finally {
  await rm(folder, { recursive: true });
}
