import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKUP_STATUSES } from '../../src/backup-set/metadata/backup-status.js';
import { formatBackupInfo, parseBackupInfo } from '../../src/backup-set/metadata/backup-info.js';
import {
  formatSnapshotMetadata,
  parseSnapshotMetadata,
} from '../../src/backup-set/metadata/snapshot-metadata.js';
import { parsePlainXml, type XmlElement } from '../../src/backup-set/metadata/plain-xml.js';
import { parseXmlTree } from '../../src/backup-set/metadata/xml-tree.js';
import { findingOf } from '../../src/core/errors/finding-error.js';
import type { BackupInfo, SnapshotMetadata } from '../../src/schema/generated/types.js';
import { openDataFile } from '../../src/backup-set/data-file/open-data-file.js';
import { proveSnapshot } from '../../src/backup-set/content/prove-snapshot.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { openArchive } from '../../src/backup-set/zip/zip-archive.js';
import { createMemoryAccess } from '../../src/backup-set/data-file/random-access.js';
import { hasErrors } from '../../src/core/errors/finding.js';
import {
  createMemoryStore,
  createSealedSnapshot,
  modifiedAt,
  patternBytes,
} from '../fixtures/sealed-snapshot.js';

/** Text as metadata can hold it: any characters of XML, not empty, white space at neither end. */
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((value) => value.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '').trim())
  .filter((value) => value !== '');
const guid = fc.uuid();
const status = fc.constantFrom(...BACKUP_STATUSES);
const time = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const thumbprint = fc.stringMatching(/^[0-9A-F]{40}$/);

const snapshotMetadata: fc.Arbitrary<SnapshotMetadata> = fc.record(
  {
    BackupDataVersion: fc.constantFrom('1.0.0', '1.0.1', '1.1.0'),
    StampVersion: fc.constantFrom('1.2301.0.55', '1.1811.0.101'),
    OemVersion: text,
    DeploymentID: guid,
    IsAutomaticBackup: fc.boolean(),
    IsContemporaneousBackup: fc.boolean(),
    BackupId: guid,
    ComponentInfo: fc.record(
      { RoleName: text, ComponentName: text, PartitionId: text },
      { requiredKeys: ['RoleName'] },
    ),
    HostVMName: text,
    RepositoryName: text,
    EncryptedBackupEncryptionKey: fc.base64String({ minLength: 4, maxLength: 700 }),
    EncryptionCertThumbprint: thumbprint,
    SnapshotProperties: fc.record(
      {
        BackupType: fc.constantFrom('Full' as const, 'Progressive' as const),
        PreviousSnapshotId: guid,
        DependentFullSnapshotId: guid,
        CreatedDateTime: time,
        TimeTakenToCreate: fc.constantFrom('PT6M35.3S', 'P1DT2H'),
        Description: text,
        BackupStatus: status,
        BackupSizeInKb: fc.nat(),
        CompressedBackupSizeInKb: fc.nat(),
      },
      { requiredKeys: ['BackupType', 'CreatedDateTime', 'BackupStatus'] },
    ),
  },
  {
    requiredKeys: [
      'BackupDataVersion',
      'StampVersion',
      'DeploymentID',
      'BackupId',
      'RepositoryName',
      'SnapshotProperties',
    ],
  },
);

const repositoryStatus = fc.record({ FullRepositoryName: text, Status: status });
const backupInfo: fc.Arbitrary<BackupInfo> = fc
  .tuple(
    guid,
    fc.record(
      {
        RoleStatus: fc.array(
          fc.record(
            {
              RoleName: text,
              Status: status,
              RepositoryStatus: fc.array(repositoryStatus, { minLength: 1, maxLength: 4 }),
            },
            { requiredKeys: ['RoleName', 'Status'] },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        Status: status,
        CreatedDateTime: time,
        OemVersion: text,
        DeploymentID: guid,
        EncryptionCertThumbprint: thumbprint,
        BackupSizeInKb: fc.nat(),
        CompletelyUploaded: fc.boolean(),
        IsCloudRecoveryReady: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([BackupId, rest]) => ({ BackupId, ...rest }));

describe('metadata', () => {
  it('of snapshots comes back as it was written, in every encoding', () => {
    fc.assert(
      fc.property(snapshotMetadata, fc.boolean(), (metadata, wide) => {
        const xml = formatSnapshotMetadata(metadata);
        const bytes = wide
          ? Buffer.from(`\uFEFF${xml.replace('utf-8', 'utf-16')}`, 'utf16le')
          : Buffer.from(xml);
        expect(parseSnapshotMetadata(bytes, 'a.xml')).toEqual({ metadata, unread: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('of backups comes back as it was written', () => {
    fc.assert(
      fc.property(backupInfo, (info) => {
        expect(parseBackupInfo(Buffer.from(formatBackupInfo(info)), 'b.xml')).toEqual({
          metadata: info,
          unread: [],
        });
      }),
      { numRuns: 300 },
    );
  });

  it('with any byte changed parses or is a finding, never another failure', () => {
    fc.assert(
      fc.property(snapshotMetadata, fc.nat(), fc.nat(255), (metadata, position, value) => {
        const bytes = Buffer.from(formatSnapshotMetadata(metadata));
        bytes[position % bytes.length] = value;
        let outcome = 'parsed';
        try {
          parseSnapshotMetadata(bytes, 'a.xml');
        } catch (error) {
          outcome = findingOf(error)?.code ?? String(error);
        }
        expect(['parsed', 'METADATA_DAMAGED', 'METADATA_INVALID', 'METADATA_UNSUPPORTED']).toContain(outcome);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Pieces of documents, plain and not. */
const PIECES = [
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<?xml version="1.1" encoding="utf-8"?>',
    '<!-- c -->',
    '<?p i?>',
  ],
  [
    '<a>',
    '</a>',
    '<b>',
    '</b>',
    '<a>1</a>',
    '<b> x y </b>',
    '<a/>',
    '<b />',
    '<c  />',
    '</a >',
    '<x:a>',
    '</x:a>',
  ],
  ['<a b="c">', '<a b="c"/>', '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">', '<!DOCTYPE a>'],
  ['<a xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">'],
  ['<a xmlns:i="http://www.w3.org/2001/XMLSchema">', '<a i:nil="true"/>', '<a xmlns="">', '<xmlns>', '<1>'],
  ['t', ' ', '\n', '\r\n', '\t', '&amp;', '&', '<', '>', ']]>', '<![CDATA[x]]>', 'é', '\u00A0', '\u2028'],
  ['\u0001', '\u007F', '\uFFFE', '\uD800', '\uFEFF'],
].flat();

/** Bytes that only the full parser reads: the plain one leaves UTF-16 alone. */
function readFully(document: string): XmlElement | undefined {
  const text = document.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>/i, '');
  try {
    return parseXmlTree(Buffer.from(`\uFEFF${text}`, 'utf16le'), 'a.xml');
  } catch {
    return undefined;
  }
}

/** A document without entities and other characters. */
function formatInAscii(metadata: SnapshotMetadata): string {
  return formatSnapshotMetadata(metadata).replaceAll(/&[^;]*;|[^\t\n -~]/gu, '.');
}

describe('the plain form of XML', () => {
  it('is read as the full parser reads it, or left to that', () => {
    let plainCount = 0;
    const compare = (document: string): void => {
      const plain = parsePlainXml(document);
      if (plain === undefined) return;
      plainCount += 1;
      expect(plain).toEqual(readFully(document));
    };
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(fc.property(pieces, compare), { numRuns: 5000 });
    const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 2 }));
    const inserted = fc.tuple(snapshotMetadata, fc.nat(), fc.nat(3), piece);
    fc.assert(
      fc.property(inserted, ([metadata, position, dropped, piece]) => {
        const xml = formatInAscii(metadata);
        const at = position % xml.length;
        compare(`${xml.slice(0, at)}${piece}${xml.slice(at + dropped)}`);
      }),
      { numRuns: 1500 },
    );
    expect(plainCount).toBeGreaterThan(100);
  });

  it('is what restack writes where all text is ASCII', () => {
    fc.assert(
      fc.property(snapshotMetadata, (metadata) => {
        expect(parsePlainXml(formatInAscii(metadata))).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });
});

describe('a sealed data file', () => {
  it('opens to what was sealed, for all sizes around block boundaries', async () => {
    for (let size = 0; size <= 100; size += 1) {
      const plaintext = patternBytes(size);
      const { snapshot, context } = await createSealedSnapshot({ plaintext, mode: 'key' });
      const opened = await openDataFile(snapshot, context);
      const found = await opened.plaintext.read(0, opened.plaintext.sizeBytes);
      expect(Buffer.from(found).equals(plaintext), `size ${size}`).toBe(true);
      await opened.dispose();
    }
  });

  it('proves as an archive, for all sizes of its content around block boundaries', async () => {
    for (let size = 0; size <= 100; size += 1) {
      const plaintext = await buildZip([{ name: 'a', content: patternBytes(size), method: 'stored' }], {
        modifiedAt,
      });
      const { snapshot, context } = await createSealedSnapshot({ plaintext, mode: 'key' });
      const proof = await proveSnapshot(snapshot, context);
      expect(proof.findings, `size ${size}`).toEqual([]);
      await proof.dataFile?.dispose();
    }
  });

  it('reads any slice of the whole at random', async () => {
    const plaintext = patternBytes(3000);
    const { snapshot, context } = await createSealedSnapshot({ plaintext });
    const opened = await openDataFile(snapshot, context);
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.nat(3000), async (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];
        const slice = await opened.plaintext.read(start, end - start);
        return Buffer.from(slice).equals(plaintext.subarray(start, end));
      }),
    );
    await opened.dispose();
  });

  it.each(['certificate', 'key'] as const)('shows every single flipped bit, mode %s', async (mode) => {
    const plaintext = await buildZip([{ name: 'Plans.json', content: Buffer.from('[{"id":"/a"}]') }], {
      modifiedAt,
    });
    const { snapshot, context, dataFile } = await createSealedSnapshot({ plaintext, mode });
    const missed: number[] = [];
    for (let bit = 0; bit < dataFile.length * 8; bit += 1) {
      const changed = new Uint8Array(dataFile);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const store = createMemoryStore({ [snapshot.dataFile]: changed });
      const proof = await proveSnapshot(snapshot, { ...context, store });
      if (!hasErrors(proof.findings) || proof.dataFile !== undefined || proof.bytes !== 0) missed.push(bit);
      if (proof.findings.some(({ code }) => code === 'LEGACY_KEY_WRONG')) missed.push(bit);
    }
    expect(missed).toEqual([]);
  });
});

const inputs = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/),
    content: fc.uint8Array({ maxLength: 300 }),
    method: fc.constantFrom('stored', 'deflated'),
    streamed: fc.boolean(),
  }),
  // The first folder differs, so that no name is a folder of another.
  { selector: ({ name }) => name.split('/')[0], maxLength: 8 },
);

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe('an archive', () => {
  it('reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (entries) => {
        const given = entries.map(({ streamed, content, ...rest }): ZipInput => ({
          ...rest,
          content: streamed ? streamOf(content) : content,
        }));
        const archive = await openArchive(createMemoryAccess(await buildZip(given, { modifiedAt })));
        await archive.proveAll();
        let index = 0;
        for await (const entry of archive.entries()) {
          const pieces: Uint8Array[] = [];
          for await (const piece of archive.streamEntry(entry)) pieces.push(piece);
          expect(entry.name).toBe(entries[index]?.name);
          expect(Buffer.concat(pieces).equals(entries[index]?.content ?? Buffer.from('missing'))).toBe(true);
          index += 1;
        }
        expect(index).toBe(entries.length);
      }),
    );
  });
});
