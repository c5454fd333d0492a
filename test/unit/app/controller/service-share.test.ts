import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerForShare, createServiceShare } from '../../../../src/app/controller/service-share.js';
import { readCatalog } from '../../../../src/backup-set/catalog/read-catalog.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { openShare } from '../../../../src/adapters/store/locate-share.js';
import { MoodyShare } from '../../../e2e/moody-share.js';
import { exportedSet, id, STAMP } from '../../../fixtures/share-builder.js';
import { doHarm, startRelay } from '../../../fixtures/smb-harm.js';
import {
  findSmbd,
  SMB_PASSWORD,
  SMB_USER,
  type SmbServer,
  startSmbServer,
} from '../../../fixtures/smb-server.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const QUOTA = 'CRP;Microsoft.Compute.Admin;-;Quota';

describe('a folder as the share of the backup service', () => {
  let path = '';
  let moody: MoodyShare;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'restack-service-'));
    moody = new MoodyShare();
  });

  afterEach(() => rm(path, { recursive: true, force: true }));

  const list = async () => (await readdir(path, { recursive: true })).toSorted();
  const listSets = async () => {
    const { sets, findings } = await readCatalog(await openShare(path));
    return { ids: sets.map(({ backupId }) => backupId), findings };
  };

  it('answers with the space that is left, and keeps nothing of the question', async () => {
    const answer = await createServiceShare().contact(path);
    expect(answer.fault).toBeUndefined();
    expect(answer.freeBytes).toBeGreaterThan(0);
    expect(await list()).toEqual([]);
  });

  it('does not open a file server without a user', async () => {
    const answer = await createServiceShare().contact(String.raw`\\nas01.contoso.example\azsbackup`);
    expect(answer.fault).toBe(process.platform === 'win32' ? 'path' : 'authentication');
  });

  it.each(['relative/path', '/no/such/folder'])('cannot resolve %s', async (other) => {
    const share = createServiceShare();
    expect((await share.contact(other)).fault).toBe('path');
    expect(await share.writeSet(other, exportedSet(1))).toEqual({ fault: 'path' });
    expect((await share.removeSet(other, exportedSet(1))).fault).toBe('path');
  });

  it('takes sets, and removes one of them with nothing else', async () => {
    await mkdir(join(path, 'masbackup'));
    await writeFile(join(path, 'masbackup', 'foreign.txt'), 'not ours');
    await moody.share.writeSet(path, exportedSet(1));
    const before = await list();
    const written = await moody.share.writeSet(path, exportedSet(2));
    expect(written.info).toMatchObject({ BackupId: id(2), Status: 'Succeeded', IsAutomaticBackup: true });
    const { files = [] } = await moody.share.listFiles(path, exportedSet(2));
    const added = (await list()).filter((name) => !before.includes(name)).map((name) => join(path, name));
    expect(files.toSorted()).toEqual(added);
    expect(await moody.share.removeSet(path, exportedSet(2))).toEqual({});
    expect(await list()).toEqual(before);
    expect((await listSets()).ids).toEqual([id(1)]);
  });

  it('is content with a set that is gone already', async () => {
    await moody.share.writeSet(path, exportedSet(1));
    expect(await moody.share.removeSet(path, exportedSet(9))).toEqual({});
    expect((await listSets()).ids).toEqual([id(1)]);
  });

  it('keeps a Full on which a Progressive depends', async () => {
    await moody.share.writeSet(path, exportedSet(1));
    await moody.share.writeSet(path, exportedSet(2));
    await makeProgressive(join(path, 'MASBackup', 'progressivebackup', STAMP, QUOTA));
    const before = await list();
    expect((await moody.share.listFiles(path, exportedSet(1))).files).toEqual([]);
    expect(await moody.share.removeSet(path, exportedSet(1))).toEqual({ isNeeded: true });
    expect(await list()).toEqual(before);
  });

  /** Makes a Progressive on the first set of what the second set has in a repository. */
  async function makeProgressive(folder: string): Promise<void> {
    const full = join(folder, `202601020600_${id(2)}_Full_C`);
    const progressive = join(folder, `202601020600_${id(2)}_Progressive_C`);
    const empty = '00000000-0000-0000-0000-000000000000';
    const text = (await readFile(`${full}.xml`, 'utf8'))
      .replace('>Full<', '>Progressive<')
      .replaceAll(empty, id(1));
    await rm(`${full}.xml`);
    await writeFile(`${progressive}.xml`, text);
    await rename(`${full}.zip`, `${progressive}.zip`);
    const { sets } = await readCatalog(await openShare(path));
    const chains = sets.flatMap(({ chains: all }) => all.map(({ snapshots }) => snapshots.length));
    expect(Math.max(...chains)).toBe(2);
  }

  it.each([
    ['full', 'capacity'],
    ['read-only', 'authentication'],
    ['gone', 'path'],
  ] as const)('that is %s refuses a set, and shows nothing of it', async (mood, fault) => {
    await moody.share.writeSet(path, exportedSet(1));
    const before = await list();
    moody.mood = mood;
    expect(await moody.share.writeSet(path, exportedSet(2))).toEqual({ fault });
    moody.mood = 'well';
    expect(await list()).toEqual(before);
    expect((await moody.share.writeSet(path, exportedSet(3))).fault).toBeUndefined();
    expect(await listSets()).toEqual({ ids: [id(3), id(1)], findings: [] });
  });

  it('that breaks off so that nothing can be removed either is cleaned before the next set', async () => {
    await moody.share.writeSet(path, exportedSet(1));
    moody.mood = 'breaking-off';
    expect(await moody.share.writeSet(path, exportedSet(2))).toEqual({ fault: 'connectivity' });
    moody.mood = 'well';
    const broken = await listSets();
    expect(broken.ids).toEqual([id(1)]);
    expect((await list()).filter((name) => name.includes(id(2))).length).toBeGreaterThan(0);
    expect((await moody.share.writeSet(path, exportedSet(3))).fault).toBeUndefined();
    expect((await list()).filter((name) => name.includes(id(2)))).toEqual([]);
    expect(await listSets()).toEqual({ ids: [id(3), id(1)], findings: [] });
  });
});

describe('a fault of a share', () => {
  const fail = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

  it.each([
    ['ENOSPC', 'capacity'],
    ['EDQUOT', 'capacity'],
    ['ENOENT', 'path'],
    ['EACCES', 'authentication'],
    ['ETIMEDOUT', 'connectivity'],
    ['EMFILE', 'general'],
  ])('is told from the code %s', async (code, fault) => {
    expect(await answerForShare(fail(code))).toEqual({ fault });
  });

  it('is nothing that the share did not do', async () => {
    const bug = new RestackError('INTERNAL', 'a bug');
    await expect(answerForShare(() => Promise.reject(bug))).rejects.toBe(bug);
  });
});

const smbd = await findSmbd();
const [title, program] = 'path' in smbd ? ['Samba', smbd.path] : [`Samba (skipped: ${smbd.missing})`, ''];

describe.skipIf(program === '')(`a share of ${title} as that of the backup service`, () => {
  let folder = '';
  let server: SmbServer | undefined;
  let relay: Worker;
  let port: number;
  const access = { userName: `NAS\\${SMB_USER}`, password: SMB_PASSWORD };

  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    await mkdir(join(folder, 'share'));
    server = await startSmbServer(program, {
      folder: join(folder, 'server'),
      shares: { backup: { path: join(folder, 'share'), 'read only': 'no' } },
    });
    [relay, port] = await startRelay(server.port);
  });

  afterAll(async () => {
    await relay.terminate();
    await server?.close();
  });

  const listSets = async () => {
    const { sets, findings } = await readCatalog(await openShare(join(folder, 'share')));
    return { ids: sets.map(({ backupId }) => backupId), findings };
  };

  it('writes sets, lists and removes them, and leaves none that is not whole', async () => {
    const path = String.raw`\\127.0.0.1:${port}\backup`;
    const share = createServiceShare();
    expect((await share.contact(path, { ...access, password: 'falsch' })).fault).toBe('authentication');
    const answer = await share.contact(path, access);
    expect(answer.fault).toBeUndefined();
    expect(answer.freeBytes).toBeGreaterThan(0);
    expect(await readdir(join(folder, 'share'))).toEqual([]);
    expect((await share.writeSet(path, exportedSet(1))).fault).toBeUndefined();
    for (const at of [9000, 16_000]) {
      const other = createServiceShare();
      await doHarm(relay, { kind: 'gone', at });
      await other.contact(path, { ...access, userName: SMB_USER });
      expect((await other.writeSet(path, exportedSet(2))).fault).toBe('connectivity');
      expect((await listSets()).ids).toEqual([id(1)]);
      await doHarm(relay, { kind: 'cut', at: -1 });
      expect((await other.writeSet(path, exportedSet(2))).fault).toBeUndefined();
      expect(await listSets()).toEqual({ ids: [id(2), id(1)], findings: [] });
      expect(await other.removeSet(path, exportedSet(2))).toEqual({});
      expect(await listSets()).toEqual({ ids: [id(1)], findings: [] });
    }
    const { files = [] } = await share.listFiles(path, exportedSet(1));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(file).toContain(String.raw`${path}/MASBackup`);
  }, 30_000);
});
