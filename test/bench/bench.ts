/**
 * Compares restack with other tools, and with another built checkout, side by side in one run.
 *
 *   npm run bench                                   everything
 *   npm run bench -- integrity start-up             some groups
 *   npm run bench -- integrity/one --rounds 3       one case, in fewer rounds
 *   npm run bench -- integrity --against DIR        also with the restack that is built in DIR
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchCase, type BenchContext, locateRestack, ROOT } from './bench-case.js';
import { catalogCases } from './catalog-cases.js';
import { databaseCases } from './database-cases.js';
import { integrityCases } from './integrity-cases.js';
import { describeIdleMachine } from './compare.js';
import { fleetCase } from './fleet-case.js';
import { smbCases } from './smb-cases.js';
import { startUpCase } from './start-up-case.js';

/** A benchmark in a process of its own, whose memory or processor time it measures. It compares with no other checkout. */
function createProcessCase(name: string, file: string): BenchCase {
  return {
    name,
    async run() {
      const child = fork(join(ROOT, 'test', 'bench', file));
      await once(child, 'exit');
      if (child.exitCode !== 0) throw new Error(`the benchmark ${name} ended with ${child.exitCode}`);
    },
  };
}

const CASES: readonly BenchCase[] = [
  startUpCase,
  ...integrityCases,
  ...catalogCases,
  ...databaseCases,
  ...smbCases,
  fleetCase,
  createProcessCase('controller', 'controller.bench.ts'),
  createProcessCase('restore', 'restore-bench.ts'),
];

/** @throws Error when a name selects nothing. */
function selectCases(names: readonly string[]): readonly BenchCase[] {
  const isSelected = (name: string, { name: known }: BenchCase): boolean =>
    known === name || known.startsWith(`${name}/`);
  for (const name of names) {
    if (CASES.some((known) => isSelected(name, known))) continue;
    throw new Error(`no benchmark ${name}; there are ${CASES.map((known) => known.name).join(', ')}`);
  }
  return names.length === 0 ? CASES : CASES.filter((known) => names.some((name) => isSelected(name, known)));
}

function readOptions(): { readonly cases: readonly BenchCase[] } & Omit<BenchContext, 'folder'> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '5' }, against: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds is a whole number from 1 on, not ${values.rounds}`);
  const against = values.against === undefined ? undefined : resolve(values.against);
  for (const checkout of [ROOT, ...(against === undefined ? [] : [against])]) {
    if (!existsSync(locateRestack(checkout)))
      throw new Error(`${checkout} is not built: npm run build in there`);
  }
  return { cases: selectCases(positionals), rounds, against };
}

const { cases, ...options } = readOptions();
console.log(await describeIdleMachine());
for (const benchCase of cases) {
  const folder = await mkdtemp(join(tmpdir(), 'restack-bench-'));
  try {
    await benchCase.run({ folder, ...options });
  } finally {
    await rm(folder, { recursive: true });
  }
}
