import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchCase, locateRestack, ROOT } from './bench-case.js';
import { MIB } from '../../src/core/sizes.js';
import { type Run, runWatched } from './compare.js';

const SAMPLES = join(ROOT, 'samples');
const SHARE = join(SAMPLES, 'share', 'west.contoso.example');
const SIZES = [10, 100, 1000];
const STEPS = ['plan', 'verify', 'merge'] as const;

type Cost = Run & { readonly peakBytes: number };
type Costs = Readonly<Record<(typeof STEPS)[number], Cost>>;

/** Plans, proves and merges a night over so many stamps, each with a small share of two sets, in one process each. */
async function measureNight(folder: string, count: number): Promise<Costs> {
  await mkdir(join(folder, 'shares'), { recursive: true });
  const stamps = [];
  for (let index = 0; index < count; index += 1) {
    await symlink(SHARE, join(folder, 'shares', String(index)), 'junction');
    stamps.push({
      name: `stamp-${index}`,
      share: `shares/${index}`,
      cert: [join(SAMPLES, 'keys', 'TEST-ONLY-backup-2023.pfx')],
      'cert-password-file': [join(SAMPLES, 'keys', 'TEST-ONLY-password.txt')],
    });
  }
  const at = (name: string) => join(folder, name);
  await writeFile(at('stamps.yaml'), JSON.stringify({ stamps }));
  const run = (...argv: readonly string[]) =>
    runWatched({ argv: [process.execPath, locateRestack(ROOT), ...argv, '--quiet'] });
  const given = ['--stamps', at('stamps.yaml')];
  return {
    plan: await run('fleet', 'plan', ...given, '--out', at('work.json')),
    verify: await run('verify', '--work-list', at('work.json'), ...given, '--results', at('results')),
    merge: await run('fleet', 'merge', at('results'), '--work-list', at('work.json')),
  };
}

/** What ten times as many stamps add for each stamp, beside what they added the last time: 1 is a straight line. */
export const fleetCase: BenchCase = {
  name: 'fleet',
  async run({ folder }) {
    const nights: Costs[] = [];
    console.log(
      '\na night over 10, 100 and 1,000 stamps of two small sets each, level content, one process a step',
    );
    for (const count of SIZES) {
      const night = await measureNight(join(folder, String(count)), count);
      nights.push(night);
      const told = STEPS.map((step) => `${step} ${tell(night[step])}`);
      console.log(`  ${String(count).padStart(5)} stamps: ${told.join(', ')}`);
    }
    for (const step of STEPS) {
      const costs = nights.map((night) => night[step]);
      console.log(`  ${step}: ${compareGrowth(costs.map(({ cpuMs }) => cpuMs))}   goal ≤ 1.25`);
      const [few = 0, , many = 0] = costs.map(({ peakBytes }) => peakBytes);
      console.log(`    memory of 1,000 stamps to that of 10: ${(many / few).toFixed(2)}   goal ≤ 2`);
    }
  },
};

function tell({ cpuMs, peakBytes }: Cost): string {
  return `${(cpuMs / 1000).toFixed(2)} s and ${(peakBytes / MIB).toFixed(0)} MiB`;
}

function compareGrowth([few = 0, some = 0, many = 0]: readonly number[]): string {
  const [first, last] = [(some - few) / 90, (many - some) / 900];
  const more = `${first.toFixed(2)} ms, then ${last.toFixed(2)} ms of processor time for each further stamp`;
  return `${more}, ratio ${(last / first).toFixed(2)}`;
}
