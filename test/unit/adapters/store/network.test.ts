import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { doHarm, type HarmKind, lookThrough, readTraffic, startRelay } from '../../../fixtures/smb-harm.js';
import { explainSmbWrite } from '../../../../src/adapters/store/network/share/smb-share-files.js';
import {
  createSmbContext,
  type SmbContext,
} from '../../../../src/adapters/store/network/calls/smb-context.js';
import { loadSmbLibrary, type SmbLibrary } from '../../../../src/adapters/store/network/calls/smb-library.js';
import { createResumingCalls } from '../../../../src/adapters/store/network/calls/resuming-calls.js';
import { createSmbError, type SmbAccess } from '../../../../src/adapters/store/network/calls/smb-calls.js';
import {
  findKerberosGap,
  HOST_WITHOUT_PRINCIPAL,
  type KerberosRealm,
  startKerberosRealm,
  TICKET_HOST,
} from '../../../fixtures/kerberos-realm.js';
import { parseNetworkUser } from '../../../../src/adapters/store/network-path.js';
import {
  findSmbd,
  SMB_PASSWORD,
  SMB_USER,
  type SmbServer,
  startSmbServer,
} from '../../../fixtures/smb-server.js';
import { prepareWriting } from '../../../fixtures/smb-writing.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const NO_USERS = ['', '\\', 'CONTOSO\\', '\\reader', 'a\\b\\c', 'a\0b', 'x'.repeat(256)];
it.each<readonly [string, object | undefined]>([
  ['CONTOSO\\reader', { domain: 'CONTOSO', name: 'reader' }],
  ['CONTOSO/reader', { domain: 'CONTOSO', name: 'reader' }],
  ['reader@contoso.example', { domain: '', name: 'reader@contoso.example' }],
  ['reader', { domain: '', name: 'reader' }],
  ...NO_USERS.map((text) => [text, undefined] as const),
])('takes %j for a user of a share, or for none', (text, user) => {
  expect(parseNetworkUser(text)).toEqual(user);
});

const smbd = await findSmbd();
const [title, path] = 'path' in smbd ? ['Samba', smbd.path] : [`Samba (skipped: ${smbd.missing})`, ''];

const USER = { domain: '', name: SMB_USER, password: SMB_PASSWORD };
const ACCESS: SmbAccess = { user: USER, timeoutMs: 5000 };
/** As many as a share of a year has. */
const MANY = 3600;
/** Enough for several answers of a server. */
const FEW = 600;

describe.skipIf(path === '')(title, () => {
  let folder: string;
  let library: SmbLibrary;
  let [usual, strict, old]: SmbServer[] = [];
  const open: SmbContext[] = [];

  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    library = await loadSmbLibrary();
    const place = join(folder, 'share');
    await mkdir(join(place, 'many'), { recursive: true });
    await Promise.all(
      Array.from({ length: MANY }, (_, index) =>
        writeFile(join(place, 'many', `WAS;Microsoft %41;-;${index}.zip`), 'x'.repeat(index % 7)),
      ),
    );
    await mkdir(join(place, 'few'));
    await Promise.all(
      Array.from({ length: FEW }, (_, index) => writeFile(join(place, 'few', `${index}`), '')),
    );
    await writeFile(join(place, 'large'), Buffer.alloc(600_000, 'restack'));
    await writeFile(join(folder, 'names'), `${SMB_USER} = ${SMB_USER}@CONTOSO.EXAMPLE\n`);
    await mkdir(join(place, 'odd'));
    for (const name of ['name', 'Name']) await writeFile(join(place, 'odd', name), name);
    await symlink('../few', join(place, 'odd', 'inside'));
    await symlink(folder, join(place, 'odd', 'outside'));
    await symlink('.', join(place, 'odd', 'itself'));
    const share = { path: place, 'read only': 'no' };
    [usual, strict, old] = await Promise.all([
      startSmbServer(path, {
        folder: join(folder, 'usual'),
        // That every message is signed is what restack demands.
        global: { 'server signing': 'disabled', 'username map': join(folder, 'names') },
        shares: {
          backup: share,
          sealed: { ...share, 'smb encrypt': 'required' },
          closed: { ...share, 'valid users': 'nobody' },
          exact: { path: place, 'case sensitive': 'yes' },
          kept: { path: place, 'read only': 'yes' },
        },
      }),
      startSmbServer(path, {
        folder: join(folder, 'strict'),
        global: { 'server min protocol': 'SMB3_11', 'server smb encrypt': 'off', 'map to guest': 'bad user' },
        shares: { backup: { ...share, 'guest ok': 'yes' } },
      }),
      startSmbServer(path, {
        folder: join(folder, 'old'),
        global: { 'server min protocol': 'NT1', 'server max protocol': 'NT1' },
        shares: { backup: share },
      }),
    ]);
  }, 30_000);

  afterAll(async () => {
    for (const context of open) context.end();
    for (const server of [usual, strict, old]) await server?.close();
  });

  const connect = (access: Partial<SmbAccess> = {}): SmbContext => {
    const context = createSmbContext(library, { ...ACCESS, ...access });
    open.push(context);
    return context;
  };
  const url = (server: SmbServer | undefined, share: string) => server?.url(share) ?? '';

  it('lists every file of a large folder with its size, whatever stands in its name', async () => {
    const entries = connect().list(`${url(usual, 'backup')}/many`);
    const names = await readdir(join(folder, 'share', 'many'));
    expect(entries.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    expect(entries).toHaveLength(MANY);
    for (const { name, sizeBytes, kind } of entries) {
      expect([kind, sizeBytes]).toEqual(['file', (Number(/;(\d+)\.zip$/.exec(name)?.[1]) || 0) % 7]);
    }
  });

  it('opens what the server takes for a file of the share, and nothing outside of it', () => {
    const [context, place] = [connect(), `${url(usual, 'exact')}/odd`];
    const kinds = Object.fromEntries(context.list(place).map(({ name, kind }) => [name, kind]));
    expect(kinds).toEqual({ name: 'file', Name: 'file', inside: 'folder', itself: 'folder' });
    for (const name of ['name', 'Name']) {
      expect(Buffer.from(context.readPiece(`${place}/${name}`, 9)).toString()).toBe(name);
    }
    expect(context.list(`${place}/inside`)).toHaveLength(FEW);
    for (const other of ['outside', 'NAME', 'x'.repeat(300), 'x/'.repeat(3000), 'a?b']) {
      expect(() => context.list(`${place}/${other}`)).toThrow(/: (?:EACCES|EINVAL|ENOENT)$/);
    }
  });

  it('knows a user by a name with its realm', () => {
    const user = { ...USER, name: `${SMB_USER}@CONTOSO.EXAMPLE` };
    expect(connect({ user }).list(`${url(usual, 'backup')}/few`)).toHaveLength(FEW);
  });

  it.each([
    ['signing, which the server does not demand', () => url(usual, 'backup')],
    ['encryption, which the share demands', () => url(usual, 'sealed')],
    ['SMB 3.1.1 only, and signing demanded', () => url(strict, 'backup')],
  ])('reads with %s', async (_, share) => {
    const context = connect();
    const content = await readFile(join(folder, 'share', 'large'));
    expect(Buffer.from(context.readPiece(`${share()}/large`, content.length + 1)).equals(content)).toBe(true);
    const { handle, sizeBytes } = context.open(`${share()}/large`);
    const target = new Uint8Array(new SharedArrayBuffer(10));
    expect([sizeBytes, context.read(handle, target, 500_001)]).toEqual([content.length, 10]);
    expect(Buffer.from(target)).toEqual(content.subarray(500_001, 500_011));
    expect(context.read(handle, target, content.length)).toBe(0);
    context.close(handle);
  });

  const REFUSED: Readonly<Record<string, readonly [() => string, Partial<SmbAccess>, string]>> = {
    'a wrong password': [() => url(usual, 'backup'), { user: { ...USER, password: 'falsch' } }, 'EACCES'],
    'who would be a guest': [() => url(strict, 'backup'), { user: { ...USER, name: 'nn' } }, 'EACCES'],
    'nobody, who has no ticket': [() => url(strict, 'backup'), { user: undefined }, 'EACCES'],
    'a share that the user may not open': [() => url(usual, 'closed'), {}, 'EACCES'],
    'no such share': [() => url(usual, 'nosuch'), {}, 'ENOENT'],
    'no such folder': [() => `${url(usual, 'backup')}/nosuch`, {}, 'ENOENT'],
    'a server of SMB 1': [() => url(old, 'backup'), {}, 'ECONNABORTED'],
  };

  it.each(Object.entries(REFUSED))('refuses %s', (_, [share, access, code]) => {
    expect(() => connect(access).list(share())).toThrow(expect.objectContaining({ code }));
  });

  const ENCRYPTED = [
    { where: 'is asked to', on: () => usual, share: 'backup', access: { isEncrypted: true }, shows: false },
    { where: 'demands it', on: () => usual, share: 'sealed', access: {}, shows: false },
    {
      where: 'cannot',
      on: () => strict,
      share: 'backup',
      access: { isEncrypted: true },
      shows: 'NOT_ENCRYPTED',
    },
    { where: 'is not asked to', on: () => usual, share: 'backup', access: {}, shows: true },
  ] as const;
  it.each(ENCRYPTED)('encrypts names and bytes where the server $where', async (given) => {
    const { on, share, access, shows } = given;
    const [relay, port] = await startRelay(on()?.port ?? 0);
    try {
      const read = () => connect(access).readPiece(`smb://127.0.0.1:${port}/${share}/large`, 700_000).length;
      if (typeof shows === 'string') expect(read).toThrow(expect.objectContaining({ code: shows }));
      else expect(read()).toBe(600_000);
      const traffic = await readTraffic(relay);
      const found = [Buffer.from('large', 'utf16le'), 'restackrestack'].map((text) => traffic.includes(text));
      expect(traffic.includes('NTLMSSP')).toBe(true);
      expect(found).toEqual([shows === true, shows === true]);
    } finally {
      await relay.terminate();
    }
  });

  it('creates what is not there yet, and replaces nothing', async () => {
    const [context, share] = [connect(), url(usual, 'backup')];
    context.makeFolder(`${share}/new`);
    const { handle } = context.create(`${share}/new/one;1`);
    context.write(handle, Buffer.alloc(1_500_000, 1), 0);
    context.write(handle, Buffer.from('end'), 1_500_000);
    context.close(handle);
    expect(await readFile(join(folder, 'share', 'new', 'one;1'))).toHaveLength(1_500_003);
    expect(() => context.create(`${share}/new/one;1`)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => context.makeFolder(`${share}/new`)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    context.close(context.create(`${share}/new/two`).handle);
    const rename = () => context.rename(`${share}/new/two`, `${share}/new/one;1`);
    expect(rename).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(await readFile(join(folder, 'share', 'new', 'one;1'))).toHaveLength(1_500_003);
    context.removeFile(`${share}/new/one;1`);
    rename();
    expect(await readdir(join(folder, 'share', 'new'))).toEqual(['one;1']);
    context.removeFile(`${share}/new/one;1`);
    context.removeFolder(`${share}/new`);
    expect(context.readFreeBytes(share)).toBeGreaterThan(0);
    expect(() => context.makeFolder(`${url(usual, 'kept')}/new`)).toThrow(
      expect.objectContaining({ code: 'EACCES' }),
    );
    expect(await readdir(join(folder, 'share'))).not.toContain('new');
  });

  describe('behind a relay that does harm', () => {
    let relay: Worker;
    let port: number;

    beforeAll(async () => {
      [relay, port] = await startRelay(usual?.port ?? 0);
    });

    afterAll(async () => {
      await relay.terminate();
    });

    const look = (kind: HarmKind, at: number, times: number) =>
      lookThrough({ relay, port, library }, { kind, at, times });

    const WHOLE = `${FEW} 600000 true`;

    it('sees all of it without harm', async () => {
      expect(await look('cut', -1, 0)).toBe(WHOLE);
    });

    // A freeze takes as long as several answers may; `npm run test:slow` has more of all.
    const ONCE = [
      ['cut', [2000, 100_000]],
      ['flip', [2000, 100_000]],
      ['freeze', [100_000]],
    ] as const;
    it.each(ONCE)(
      'goes on once over a new connection: %s',
      async (kind, places) => {
        for (const at of places) expect([at, await look(kind, at, 1)]).toEqual([at, WHOLE]);
      },
      30_000,
    );

    const ALWAYS = [
      ['cut', [100, 2000, 100_000]],
      ['flip', [2000, 100_000]],
    ] as const;
    it.each(ALWAYS)('says that the share fails, and shows no part of it: %s', async (kind, places) => {
      for (const at of places)
        expect([at, await look(kind, at, 9)]).toEqual([at, expect.stringMatching(/^E[A-Z]+$/)]);
    });

    it('tells a user who is let in no more from a file that is refused', async () => {
      await doHarm(relay, { kind: 'cut', at: 100_000 });
      const place = `smb://127.0.0.1:${port}/backup/large`;
      const passwords = [SMB_PASSWORD, 'changed'];
      const calls = createResumingCalls(() => {
        const user = { ...USER, password: passwords.shift() ?? SMB_PASSWORD };
        return createSmbContext(library, { ...ACCESS, user });
      });
      const { handle } = calls.open(place);
      const read = () => calls.read(handle, new Uint8Array(600_000), 0);
      expect(read).toThrow(expect.objectContaining({ code: 'SHUT_OUT' }));
      expect(read()).toBe(600_000);
      calls.end();

      const list = (context: SmbContext) => ({
        ...context,
        list: () => {
          throw createSmbError('EACCES', 'a folder');
        },
      });
      const refusing = createResumingCalls(() => list(createSmbContext(library, ACCESS)));
      expect(refusing.readPiece(place, 10)).toHaveLength(10);
      expect(() => refusing.list(place)).toThrow(expect.objectContaining({ code: 'EACCES' }));
      refusing.end();
    });

    it('writes all of a set or nothing that counts as one, and takes it up again', async () => {
      const ground = { relay, port, folder: join(folder, 'share') };
      const writing = await prepareWriting(folder);
      // Where one connection breaks while it is only read, the next one goes on.
      await writing.unpack(ground, { kind: 'cut', at: 12_000 });
      await writing.pack(ground, { kind: 'cut', at: 3000 });
      for (const at of [4000, 20_000]) {
        expect([at, await writing.unpack(ground, { kind: 'gone', at })]).toEqual([at, 'SHARE_UNREACHABLE']);
      }
      expect(await writing.pack(ground, { kind: 'gone', at: 3000 })).toBe('SHARE_UNREACHABLE');
      expect(await writing.unpack(ground, { kind: 'cut', at: -1 })).toBe('whole');
      expect(await writing.pack(ground, { kind: 'cut', at: -1 })).toBe('whole');
    }, 60_000);
  });
});

const gap = path === '' ? 'no Samba' : await findKerberosGap();

describe.skipIf(gap !== undefined)(
  `a ticket of Kerberos${gap === undefined ? '' : ` (skipped: ${gap})`}`,
  () => {
    let folder: string;
    let library: SmbLibrary;
    let realm: KerberosRealm;
    let server: SmbServer;
    let relay: Worker;
    let port: number;
    const before = { ...process.env };
    const open: SmbContext[] = [];

    beforeAll(async () => {
      folder = await makeTemporaryFolder();
      library = await loadSmbLibrary();
      const place = join(folder, 'share');
      await mkdir(place);
      await writeFile(join(place, 'large'), Buffer.alloc(600_000, 'restack'));
      realm = await startKerberosRealm(join(folder, 'realm'));
      const [started] = await Promise.all([
        startSmbServer(path, {
          folder: join(folder, 'server'),
          // A guest would be let in, and nothing need be signed.
          global: { ...realm.server, 'server signing': 'disabled', 'map to guest': 'bad user' },
          shares: { backup: { path: place, 'guest ok': 'yes' } },
        }),
        realm.getTicket('valid'),
        realm.getTicket('ended', 1),
      ]);
      server = started;
      [relay, port] = await startRelay(server.port);
    }, 30_000);

    afterAll(async () => {
      for (const context of open) context.end();
      for (const name of ['KRB5_CONFIG', 'KRB5CCNAME']) delete process.env[name];
      Object.assign(process.env, before);
      await relay.terminate();
      await server.close();
      await realm.close();
    });

    const connect = (ticket: string, access: Partial<SmbAccess> = {}): SmbContext => {
      Object.assign(process.env, realm.environment(ticket));
      const context = createSmbContext(library, { timeoutMs: 5000, ...access });
      open.push(context);
      return context;
    };
    const url = (host = TICKET_HOST, at = server.port) => `smb://${host}:${at}/backup`;
    const read = (ticket: string, access?: Partial<SmbAccess>) =>
      connect(ticket, access).readPiece(`${url(TICKET_HOST, port)}/large`, 700_000).length;
    /** What of a file and of who opens it was seen on the way. */
    const see = async () => {
      const traffic = await readTraffic(relay);
      return ['NTLMSSP\0', 'restackrestack'].map((text) => traffic.includes(text));
    };

    // Each sees what the one before has left on the way, too.
    it('opens a share, encrypted where that is asked for, and signed', async () => {
      expect(read('valid', { isEncrypted: true })).toBe(600_000);
      expect(await see()).toEqual([false, false]);
      await doHarm(relay, { kind: 'flip', at: 100_000 });
      expect(() => read('valid')).toThrow(/: E[A-Z]+$/);
      expect(read('valid')).toBe(600_000);
      expect(await see()).toEqual([false, true]);
    });

    it('is named where writing lacks it', () => {
      const error = explainSmbWrite(createSmbError('NO_TICKET', url()), url());
      expect(error).toMatchObject({ code: 'SHARE_UNREACHABLE', hints: [expect.stringContaining('klist')] });
    });

    it('is left alone where a user is given', async () => {
      expect(read('valid', { user: USER })).toBe(600_000);
      expect(await see()).toEqual([true, true]);
      const wrong = () => read('valid', { user: { ...USER, password: 'falsch' } });
      expect(wrong).toThrow(expect.objectContaining({ code: 'EACCES' }));
    });

    it.each([
      { where: 'there is none', ticket: 'none', host: TICKET_HOST, code: 'NO_TICKET' },
      { where: 'it has ended', ticket: 'ended', host: TICKET_HOST, code: 'EACCES' },
      { where: 'no such server is known', ticket: 'valid', host: HOST_WITHOUT_PRINCIPAL, code: 'NO_TICKET' },
      { where: 'the name means nothing', ticket: 'valid', host: TICKET_HOST, code: 'EINVAL', name: '/a?' },
      { where: 'the server is an IP address', ticket: 'valid', host: '127.0.0.1', code: 'EACCES' },
    ])('lets nobody in as a guest where $where', async ({ ticket, host, code, name = '' }) => {
      const list = () => connect(ticket).list(`${url(host)}${name}`);
      await vi.waitFor(() => expect(list).toThrow(expect.objectContaining({ code })), 5000);
    });
  },
);
