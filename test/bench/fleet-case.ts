import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchCase, locateRestack, ROOT } from './bench-case.js';
import { type Run, runOnce } from './compare.js';

const SAMPLES = join(ROOT, 'samples');
const SHARE = join(SAMPLES, 'share', 'west.contoso.example');
const SIZES = [10, 100, 1000];
const STEPS = ['plan', 'verify', 'merge'] as const;

type Costs = Readonly<Record<(typeof STEPS)[number], Run>>;

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
    runOnce({ argv: [process.execPath, locateRestack(ROOT), ...argv, '--quiet'] });
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
    console.log('\na night over 10, 100 and 1,000 stamps of two small sets each, processor time');
    for (const count of SIZES) {
      const night = await measureNight(join(folder, String(count)), count);
      nights.push(night);
      const told = STEPS.map((step) => `${step} ${(night[step].cpuMs / 1000).toFixed(2)} s`);
      console.log(`  ${String(count).padStart(5)} stamps: ${told.join(', ')}`);
    }
    for (const step of STEPS) {
      const [few = 0, some = 0, many = 0] = nights.map((night) => night[step].cpuMs);
      const [first, last] = [(some - few) / 90, (many - some) / 900];
      const more = `${first.toFixed(2)} ms, then ${last.toFixed(2)} ms for each further stamp`;
      console.log(`  ${step}: ${more}, ratio ${(last / first).toFixed(2)}   goal ≤ 1.25`);
    }
  },
};
