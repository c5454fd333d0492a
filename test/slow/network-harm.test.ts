import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createResumingCalls } from '../../src/adapters/store/network/calls/resuming-calls.js';
import { createSmbContext } from '../../src/adapters/store/network/calls/smb-context.js';
import { loadSmbLibrary } from '../../src/adapters/store/network/calls/smb-library.js';
import { findKerberosGap, startKerberosRealm, TICKET_HOST } from '../fixtures/kerberos-realm.js';
import { type HarmKind, lookThrough, startRelay } from '../fixtures/smb-harm.js';
import { findSmbd, startSmbServer } from '../fixtures/smb-server.js';
import { prepareWriting } from '../fixtures/smb-writing.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';

const smbd = await findSmbd();
const missing = 'missing' in smbd ? ` (skipped: ${smbd.missing})` : '';
const FILES = 600;
const KINDS: readonly HarmKind[] = ['cut', 'flip', 'freeze'];
/** Of the first messages every one, and of the rest as many as take minutes. A freeze takes seconds. */
const PLACES = [
  ...Array.from({ length: 40 }, (_, index) => 10 + index * 97),
  ...Array.from({ length: 60 }, (_, index) => 4000 + index * 11_003),
];

it.skipIf('missing' in smbd)(
  `shows all of a share or none of it, wherever its connections come to harm${missing}`,
  async () => {
    const folder = await makeTemporaryFolder();
    const path = join(folder, 'share');
    await mkdir(join(path, 'few'), { recursive: true });
    for (let index = 0; index < FILES; index += 1) await writeFile(join(path, 'few', `${index}`), '');
    await writeFile(join(path, 'large'), Buffer.alloc(600_000, 'restack'));
    const library = await loadSmbLibrary();
    const server = await startSmbServer('path' in smbd ? smbd.path : '', {
      folder: join(folder, 'server'),
      shares: { backup: { path } },
    });
    const [relay, port] = await startRelay(server.port);
    try {
      for (const kind of KINDS) {
        const places = kind === 'freeze' ? PLACES.filter((_, index) => index % 5 === 0) : PLACES;
        for (const at of places) {
          const whole = `${FILES} 600000 true`;
          const once = await lookThrough({ relay, port, library }, { kind, at, times: 1 });
          // Before the server let the user in, a refusal is believed: to knock again could lock the account.
          if (once !== 'EACCES' && once !== 'EPERM') expect([kind, at, once]).toEqual([kind, at, whole]);
          const always = await lookThrough({ relay, port, library }, { kind, at, times: 9 });
          if (always !== whole)
            expect([kind, at, always]).toEqual([kind, at, expect.stringMatching(/^E[A-Z]+$/)]);
        }
      }
    } finally {
      await relay.terminate();
      await server.close();
    }
  },
);

/** From the first message of an unpacking to behind its last. */
const WRITES = [100, 1500, ...Array.from({ length: 12 }, (_, index) => 2500 + index * 5003)];

it.skipIf('missing' in smbd)(
  `leaves on a share all of a set or nothing that counts as one, wherever writing comes to harm${missing}`,
  async () => {
    const folder = await makeTemporaryFolder();
    const path = join(folder, 'share');
    await mkdir(path);
    const server = await startSmbServer('path' in smbd ? smbd.path : '', {
      folder: join(folder, 'server'),
      shares: { backup: { path, 'read only': 'no' } },
    });
    const [relay, port] = await startRelay(server.port);
    const ends = new Set<string>();
    try {
      const ground = { relay, port, folder: path };
      const writing = await prepareWriting(folder);
      for (const kind of ['cut', 'gone', 'flip'] as const) {
        for (const at of WRITES) {
          ends.add(await writing.unpack(ground, { kind, at }));
          ends.add(await writing.pack(ground, { kind, at }));
        }
      }
      expect([...ends].toSorted()).toEqual(['SHARE_UNREACHABLE', 'whole']);
    } finally {
      await relay.terminate();
      await server.close();
    }
  },
);

const gap = (await findKerberosGap()) ?? ('missing' in smbd ? smbd.missing : undefined);

it.skipIf(gap !== undefined)(
  `goes on with a new ticket when one ends, and without one reads no more${gap ? ` (skipped: ${gap})` : ''}`,
  async () => {
    const folder = await makeTemporaryFolder();
    const path = join(folder, 'share');
    await mkdir(path);
    await writeFile(join(path, 'large'), Buffer.alloc(600_000, 'restack'));
    const library = await loadSmbLibrary();
    const realm = await startKerberosRealm(join(folder, 'realm'));
    const server = await startSmbServer('path' in smbd ? smbd.path : '', {
      folder: join(folder, 'server'),
      global: realm.server,
      shares: { backup: { path } },
    });
    try {
      Object.assign(process.env, realm.environment('short'));
      await realm.getTicket('short', 2);
      const calls = createResumingCalls(() => createSmbContext(library, { timeoutMs: 5000 }));
      const share = `smb://${TICKET_HOST}:${server.port}/backup`;
      const { handle } = calls.open(`${share}/large`);
      const list = () => calls.list(share);
      await vi.waitFor(() => expect(list).toThrow(expect.objectContaining({ code: 'SHUT_OUT' })), 5000);
      await realm.getTicket('short');
      expect(calls.read(handle, new Uint8Array(10), 599_995)).toBe(5);
      calls.end();
    } finally {
      await server.close();
      await realm.close();
    }
  },
);
