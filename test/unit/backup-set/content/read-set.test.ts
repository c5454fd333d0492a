import { describe, expect, it } from 'vitest';
import type { BackupSet, Snapshot } from '../../../../src/backup-set/catalog.js';
import type { OpenContext } from '../../../../src/backup-set/data-file/open-data-file.js';
import { proveSnapshot } from '../../../../src/backup-set/content/prove-snapshot.js';
import { readSetRecords } from '../../../../src/backup-set/content/read-set.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import { createStagingArea } from '../../../../src/adapters/store/staging/staging.js';
import {
  createContext,
  createKeyring,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../../../fixtures/sealed-snapshot.js';

const TENANTS = 'WAS;Microsoft.Subscriptions.Admin;-;DirectoryTenants';
const STORAGE = 'SRP;SRP;-;-';
const INNER_FOLDER = 'SRP;Microsoft.Storage.Admin;-;Quota';

const storageQuota = {
  id: '/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Storage.Admin/locations/local/quotas/small',
  name: 'local/small',
  type: 'Microsoft.Storage.Admin/locations/quotas',
  location: 'local',
  properties: { capacityInGb: 10, numberOfStorageAccounts: 2 },
};
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const zip = async (...inputs: readonly ZipInput[]): Promise<Buffer> =>
  Buffer.from(await buildZip(inputs, { modifiedAt }));

interface Sealed {
  readonly snapshot: Snapshot;
  readonly dataFile: Uint8Array;
}

async function seal(repositoryName: string, ...inputs: readonly ZipInput[]): Promise<Sealed> {
  return createSealedSnapshot({ repositoryName, plaintext: await zip(...inputs) });
}

async function sealStorage(innerMethod: 'stored' | 'deflated', inner: Uint8Array): Promise<Sealed> {
  return seal(
    STORAGE,
    { name: `${INNER_FOLDER}/Quota.ZIP`, content: inner, method: innerMethod },
    { name: 'SRP;StorageAccount;-;SRP/Account.json', content: json([]) },
  );
}

function createSet(chains: readonly (readonly Sealed[])[]): { set: BackupSet; context: OpenContext } {
  const files: Record<string, Uint8Array> = {};
  const setChains = chains.map((chain) => {
    const snapshots = chain.map(({ snapshot, dataFile }, index) => {
      const path = `${index}-${snapshot.dataFile}`;
      files[path] = dataFile;
      return { ...snapshot, dataFile: path };
    });
    return { repositoryName: snapshots[0]?.repositoryName ?? '', snapshots };
  });
  const set: BackupSet = {
    backupId: '11111111-2222-3333-4444-555555555555',
    createdAt: modifiedAt,
    layout: 'progressive',
    stampVersion: '1.2301.0.55',
    oemVersion: null,
    deploymentId: '99999999-2222-3333-4444-555555555555',
    status: 'Succeeded',
    automatic: true,
    encryption: { mode: 'certificate', thumbprint: 'A'.repeat(40) },
    cloudRecoveryReady: true,
    essential: new Set(),
    chains: setChains,
    registrations: [],
    roles: [],
    sizeBytes: 0,
    store: 'memory',
    folder: 'progressivebackup/1.2301.0.55',
    findings: [],
    foundations: [],
  };
  // Everything is staged in files, so that what is left over can be counted.
  return { set, context: createContext(files, { staging: createStagingArea({ memoryLimitBytes: 0 }) }) };
}

describe('readSetRecords', () => {
  it.each(['stored', 'deflated'] as const)('reads an inner archive that is %s', async (method) => {
    const inner = await zip({ name: 'x/srp-microsoft.storage.admin.JSON', content: json([storageQuota]) });
    const { set, context } = createSet([[await sealStorage(method, inner)]]);
    const content = await readSetRecords(set, context);
    expect(content.findings.map(({ code }) => code)).toEqual(['NOT_READ']);
    expect(content.findings[0]?.file).toMatch(/!\/SRP;StorageAccount;-;SRP\/Account\.json$/);
    expect(content.records.storageQuota).toEqual([storageQuota]);
    expect(content.located[0]?.place).toMatchObject({ repository: STORAGE, pointer: '/0' });
    expect(content.located[0]?.place.file).toMatch(
      /snapshot\.zip!\/.*Quota\.ZIP!\/x\/srp-microsoft\.storage\.admin\.JSON$/,
    );
    expect(content.checked).toMatchObject({ snapshots: 1, records: 1 });
  });

  it('reads the last snapshot of a chain, and proves the others', async () => {
    const payload = (capacityInGb: number): Buffer =>
      json([{ ...storageQuota, properties: { ...storageQuota.properties, capacityInGb } }]);
    const make = async (size: number): Promise<Sealed> =>
      sealStorage('stored', await zip({ name: 'SRP-Microsoft.Storage.Admin.json', content: payload(size) }));
    const chain = [await make(1), await make(2), await make(3)];
    const { set, context } = createSet([chain]);
    const content = await readSetRecords(set, context);
    expect(content.records.storageQuota.map(({ properties }) => properties.capacityInGb)).toEqual([3]);
    expect(content.checked.snapshots).toBe(3);
    expect(content.checked.bytes).toBe(chain.reduce((sum, { dataFile }) => sum + dataFile.length, 0));
  });

  it('finds damage in a snapshot that is not read, and reads on', async () => {
    const [damaged, whole] = [await sealTenants(json([])), await sealTenants(json([]))];
    damaged.dataFile[100] = (damaged.dataFile[100] ?? 0) ^ 1;
    const { set, context } = createSet([[damaged, whole]]);
    const content = await readSetRecords(set, context);
    expect(content.findings.map(({ code, file }) => [code, file?.slice(0, 2)])).toEqual([
      ['TAG_MISMATCH', '0-'],
    ]);
    expect(content.checked.snapshots).toBe(2);
    expect(content.checked.bytes).toBe(whole.dataFile.length);
  });

  it('finds text that is no Unicode in a record, as escapes in its JSON, and where', async () => {
    const half = String.raw`\ud800`;
    const payload = JSON.stringify([storageQuota, storageQuota]).replace(
      /local\/small(?!.*local\/small)/,
      half,
    );
    const inner = await zip({ name: 'SRP-Microsoft.Storage.Admin.json', content: Buffer.from(payload) });
    const { set, context } = createSet([[await sealStorage('stored', inner)]]);
    const content = await readSetRecords(set, context);
    const found = content.findings.filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([{ code: 'RECORD_INVALID', pointer: '/1/name', repository: STORAGE }]);
    expect(content.records.storageQuota).toEqual([storageQuota]);
  });

  it('names repositories that cannot be read', async () => {
    const sealed = await seal('Any;Thing;-;Else', { name: 'x.bak', content: patternBytes(1000) });
    const { set, context } = createSet([[sealed]]);
    const content = await readSetRecords(set, context);
    expect(content.findings).toMatchObject([
      { code: 'NOT_READ', severity: 'warning', repository: 'Any;Thing;-;Else' },
    ]);
    expect(content.checked).toMatchObject({ snapshots: 1, records: 0 });
  });

  it('gives every violation its place', async () => {
    const { set, context } = createSet([[await sealTenants(json([1, {}, { ...storageQuota, id: 5 }]))]]);
    const content = await readSetRecords(set, context);
    expect(new Set(content.findings.map(({ code }) => code))).toEqual(new Set(['RECORD_INVALID']));
    const pointers = content.findings.map(({ pointer }) => pointer);
    expect(pointers).toContain('/0');
    expect(pointers).toContain('/2/id');
    expect(content.findings.every(({ file }) => file?.endsWith('.zip!/DirectoryTenants.json') === true)).toBe(
      true,
    );
    expect(content.located).toEqual([]);
    expect(content.checked.records).toBe(3);
  });

  it.each([
    { name: 'no payload', inputs: [{ name: 'Other.json', content: json([]) }], code: 'PAYLOAD_MISSING' },
    { name: 'an empty archive', inputs: [], code: 'PAYLOAD_MISSING' },
    {
      name: 'a folder of that name',
      inputs: [{ name: 'DirectoryTenants.json/', content: Buffer.alloc(0) }],
      code: 'PAYLOAD_MISSING',
    },
    {
      name: 'two payloads',
      inputs: [
        { name: 'a/DirectoryTenants.json', content: json([]) },
        { name: 'b/directorytenants.JSON', content: json([]) },
      ],
      code: 'PAYLOAD_DAMAGED',
    },
    {
      name: 'no array',
      inputs: [{ name: 'DirectoryTenants.json', content: json({}) }],
      code: 'PAYLOAD_DAMAGED',
    },
    {
      name: 'an empty file',
      inputs: [{ name: 'DirectoryTenants.json', content: Buffer.alloc(0) }],
      code: 'PAYLOAD_DAMAGED',
    },
  ])('reports $name', async ({ inputs, code }) => {
    const { set, context } = createSet([[await seal(TENANTS, ...inputs)]]);
    const content = await readSetRecords(set, context);
    expect(content.findings.map((finding) => finding.code)).toEqual([code]);
    expect(content.located).toEqual([]);
  });

  it.each([
    { name: 'is missing', inputs: [{ name: 'SRP-Microsoft.Storage.Admin.json', content: json([]) }] },
    { name: 'lies in another folder', inputs: [{ name: 'x/Quota.zip', content: Buffer.from('PK') }] },
  ])('reports an inner archive that $name', async ({ inputs }) => {
    const { set, context } = createSet([[await seal(STORAGE, ...inputs)]]);
    expect((await readSetRecords(set, context)).findings.map(({ code }) => code)).toEqual([
      'PAYLOAD_MISSING',
    ]);
  });
});

async function sealTenants(payload: Uint8Array): Promise<Sealed> {
  return seal(TENANTS, { name: 'DirectoryTenants.json', content: payload });
}

describe('proveSnapshot', () => {
  it.each(['stored', 'deflated'] as const)('proves an inner archive that is %s', async (method) => {
    const inner = await zip({ name: 'SRP-Microsoft.Storage.Admin.json', content: patternBytes(5000) });
    const end = inner.length - 22;
    const at = inner.readUInt32LE(end + 16) + 16;
    // The CRC in the directory of the inner archive, which the outer archive packs as it is.
    inner[at] = (inner[at] ?? 0) ^ 1;
    const { snapshot, dataFile } = await sealStorage(method, inner);
    const {
      findings,
      dataFile: proved,
      bytes,
    } = await proveSnapshot(snapshot, createContext({ [snapshot.dataFile]: dataFile }));
    expect(findings).toMatchObject([
      { code: 'ZIP_DAMAGED', repository: STORAGE, backupId: snapshot.backupId },
    ]);
    expect(findings[0]?.file).toBe(`${snapshot.dataFile}!/${INNER_FOLDER}/Quota.ZIP`);
    expect(proved).toBeUndefined();
    expect(bytes).toBe(0);
  });

  it('keeps what does not stop it beside what does', async () => {
    const { snapshot, context } = await createSealedSnapshot({
      plaintext: patternBytes(100),
      oaepHash: 'sha1',
    });
    const { findings } = await proveSnapshot(snapshot, context);
    expect(findings.map(({ code }) => code)).toEqual(['WRAPPED_KEY_SHA1', 'ZIP_DAMAGED']);
  });

  it('reports a missing key, and throws what says nothing about the snapshot', async () => {
    const { snapshot, context } = await createSealedSnapshot({ plaintext: await zip() });
    const { findings } = await proveSnapshot(snapshot, { ...context, keyring: createKeyring({}) });
    expect(findings.map(({ code }) => code)).toEqual(['KEY_MISSING']);
    const failure = new Error('the share is gone');
    const store = { ...context.store, openStream: () => Promise.reject(failure) };
    await expect(proveSnapshot(snapshot, { ...context, store })).rejects.toBe(failure);
  });
});
