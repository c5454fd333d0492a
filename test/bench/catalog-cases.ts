import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { answer, type BenchCase, type BenchContext, locateRestack, ROOT } from './bench-case.js';
import { CATALOG_REPOSITORIES, writeLargeCatalog } from './large-catalog.js';

/** Calls that are asked for at a time, and some more. */
const PIPES = 160;

/** Lists a share whole: start, catalog and result. */
function listCommand(share: string, env: Readonly<Record<string, string>> = {}) {
  return (checkout: string) =>
    ({ argv: [process.execPath, locateRestack(checkout), 'list', '--share', share, '--json'], env }) as const;
}

async function writeShare({ folder }: BenchContext, snapshots: number): Promise<string> {
  const share = join(folder, 'share');
  await writeLargeCatalog(share, snapshots / CATALOG_REPOSITORIES);
  return share;
}

/** @param goal of a machine with nothing else to do; what else it did is told beside the figures. */
function createLocalCase(snapshots: number, goal: string): BenchCase {
  return {
    name: `catalog/${snapshots}`,
    async run(context) {
      const share = await writeShare(context, snapshots);
      await answer(
        {
          title: `list --json of ${snapshots} snapshots on this machine`,
          restack: listCommand(share),
          goal: { ratio: 'restack/against', text: `${goal} in all on a quiet machine` },
          memoryGoal: '< 420 MiB',
        },
        context,
      );
    },
  };
}

/** Linux alone tells what a thread waits for. */
const slowShareCase: BenchCase = {
  name: 'catalog/slow-share',
  async run(context) {
    const snapshots = 3600;
    const share = await writeShare(context, snapshots);
    const folder = join(context.folder, 'pipes');
    await mkdir(folder);
    const pipes = Array.from({ length: PIPES }, (_, index) => join(folder, String(index)));
    execFileSync('mkfifo', pipes);
    const env = {
      NODE_OPTIONS: `--require ${join(ROOT, 'test', 'bench', 'slow-share.cjs')}`,
      SLOW_SHARE: share,
      SLOW_PIPES: pipes.join(delimiter),
    };
    await answer(
      {
        title: `list --json of ${snapshots} snapshots on a share where each call takes 2 ms`,
        restack: listCommand(share, env),
        goal: { ratio: 'restack/against', text: 'about 1.8 s in all on a quiet machine' },
      },
      context,
    );
  },
};

export const catalogCases: readonly BenchCase[] = [
  createLocalCase(3600, '≤ 0.8 s'),
  createLocalCase(36_000, '≤ 7 s'),
  slowShareCase,
];
