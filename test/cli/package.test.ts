import { Ajv } from 'ajv';
import { execFileSync } from 'node:child_process';
import { chmod, chown, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, readText } from '../../src/cloud/json-value.js';
import { argsOf, readManifests } from '../fixtures/manifests.js';
import {
  CAN_GO_OFFLINE,
  CAN_RUN_IMAGES,
  makeArtefacts,
  runInImage,
  runOffline,
  VERSION,
} from '../fixtures/release-artefacts.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';

const SCHEMAS = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  makeArtefacts(join(folder, 'release'), ['--only', 'npm']);
  tarball = join(folder, 'release', `restack-${VERSION}.tgz`);
}, 120_000);

describe('the package', () => {
  it('has fewer than 300 files, and no path that Windows could not hold', () => {
    const paths = execFileSync('tar', ['--list', '--file', tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(paths.length).toBeLessThan(300);
    expect(paths.filter((path) => path.length > 120)).toEqual([]);
  });

  it(`is installed from an empty cache, and drills (${CAN_GO_OFFLINE ? 'without' : 'this machine permits no run without'} a network)`, async () => {
    const prefix = join(folder, 'installed');
    const cache = join(folder, 'cache');
    const install = [
      'npm',
      'install',
      '--global',
      '--offline',
      '--cache',
      cache,
      '--prefix',
      prefix,
      tarball,
    ];
    expect(runOffline(folder, install)).toMatchObject({ status: 0 });
    const restack = join(prefix, 'bin', 'restack');
    const drill = runOffline(folder, [restack, 'drill', '--no-input']);
    expect(drill, drill.text).toMatchObject({ status: 0 });
    expect(runOffline(folder, [restack, 'doctor']).text).toContain(`restack ${VERSION} (npm package)`);
    await assertReadmeHolds(prefix);
  }, 120_000);
});

describe('the image', () => {
  it.skipIf(!CAN_RUN_IMAGES)(
    'runs a night as its manifests say: as nobody, on a root that is read only (skipped where nobody may make one)',
    async () => {
      const at = (...names: readonly string[]) => join(folder, 'image', ...names);
      for (const name of ['root', 'work', 'etc/secrets']) await mkdir(at(name), { recursive: true });
      const recipe = await readFile('deploy/Containerfile', 'utf8');
      const said = (word: string) => new RegExp(`^${word} (.*)$`, 'm').exec(recipe)?.[1] ?? '';
      const user = said('USER');
      expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(said('ENTRYPOINT')).toBe('["restack"]');
      const path = said('ENV').replace('$PATH', dirname(process.execPath));
      await writeNight(at('etc'), Number(user.split(':')[1]));
      await chown(at('work'), 0, Number(user.split(':')[1]));
      await chmod(at('work'), 0o2770);
      const image = {
        root: at('root'),
        user,
        environment: [path, 'HOME=/', 'JOB_COMPLETION_INDEX=0'],
        volumes: [
          { folder: join(folder, 'installed'), place: '/opt/restack', access: 'ro' },
          { folder: at('work'), place: '/work', access: 'rw' },
          { folder: at('etc'), place: '/etc/restack', access: 'ro' },
        ],
      } as const;
      const denied = runInImage(image, ['sh', '-c', 'touch /a || touch /opt/restack/a || id -u']);
      expect(denied.text).toMatch(/^10001\n(?:.*Read-only.*\n){2}$/);
      for (const name of ['plan.yaml', 'verify.yaml', 'merge.yaml']) {
        const args = argsOf((await readManifests(name)).at(-1));
        const run = runInImage(image, ['restack', ...args]);
        expect(run, run.text).toMatchObject({ status: 0 });
      }
      expect((await readdir(at('work'))).toSorted()).toEqual(
        ['fleet.html', 'fleet.json', 'fleet.prom', 'results', 'work.json'].toSorted(),
      );
    },
    60_000,
  );
});

/** Stamps with one cloud of the sample share, and its keys as a Secret is mounted: for the group of the pod. */
async function writeNight(place: string, group: number): Promise<void> {
  const keys = ['TEST-ONLY-backup-2023.pfx', 'TEST-ONLY-password.txt'];
  for (const key of keys) {
    const secret = join(place, 'secrets', key);
    await copyFile(join('samples', 'keys', key), secret);
    await chown(secret, 0, group);
    await chmod(secret, 0o440);
  }
  const [cert, password] = keys.map((key) => `secrets/${key}`);
  const share = '/opt/restack/lib/node_modules/restack/samples/share.tar';
  const deployment = '3d811aaf-6bd6-4f6b-a63d-6cad3646f11f';
  const stamp = { name: 'west', share, deployment, cert: [cert], 'cert-password-file': [password] };
  await writeFile(join(place, 'stamps.yaml'), JSON.stringify({ stamps: [stamp] }));
}

/** Runs what README.md says of the package, in its folder: all sets of the sample share are there. */
async function assertReadmeHolds(prefix: string): Promise<void> {
  const place = join(prefix, 'lib', 'node_modules', 'restack');
  const [, section = ''] = (await readFile(join(place, 'README.md'), 'utf8')).split('## Installing it');
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  const commands = block.replaceAll('\\\n', ' ').trim().split('\n');
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    const script = `cd ${place} && PATH=${join(prefix, 'bin')}:$PATH && ${command} --no-input`;
    const { status, text } = runOffline(folder, ['sh', '-c', script]);
    expect(status, text).toBe(0);
    if (command.startsWith('restack list')) expect(text).toContain('10 backup sets, 10 ready');
  }
}

describe('the bill of materials', () => {
  it('is valid, and names what the code was joined from', async () => {
    const bill = await readJson(join(folder, 'release', `restack-${VERSION}.cdx.json`));
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx.SNAPSHOT', 'jsf-0.82.SNAPSHOT'])
      ajv.addSchema(await readSchema(name), `http://cyclonedx.org/schema/${name}.schema.json`);
    const validate = ajv.compile(await readSchema('bom-1.6.SNAPSHOT'));
    expect(validate(bill), JSON.stringify(validate.errors)).toBe(true);
    const components = bill['components'];
    const names = Array.isArray(components) ? components.map((component) => readText(component, 'name')) : [];
    const joined = ['node-forge', '@oclif/core', 'saxes', 'tar', 'yaml', '@azure/identity', 'node'];
    expect(names).toEqual(expect.arrayContaining(joined));
    expect(names).not.toContain('vitest');
  });
});

function readSchema(name: string): Promise<JsonObject> {
  return readJson(join(SCHEMAS, `${name}.schema.json`));
}

async function readJson(path: string): Promise<JsonObject> {
  const value: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (isJsonObject(value)) return value;
  throw new Error(`${path} holds no object`);
}
