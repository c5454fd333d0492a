import { beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../../samples/generator/stable-values.js';
import { contosoRecordsAt } from '../../samples/generator/contoso/company.js';
import { fabrikamRecordsAt } from '../../samples/generator/fabrikam-company.js';
import { compareKeys, compareShare, SHARE_FOLDER } from '../../samples/generator/listed-folder.js';
import { type FileTree, graft, readFiles } from '../../samples/generator/file-tree.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';
import type { PayloadKind } from '../../src/schema/payloads.js';
import { validateRecord } from '../../src/schema/validation.js';
import { damagedShare } from './damaged-cases.js';

/** The share is in git; the damaged ones are made when they are needed. */
const LIMIT_BYTES = { share: 1024 * 1024, damaged: 6 * 1024 * 1024 };

const contosoIn2023 = contosoRecordsAt(new Date('2023-01-18T19:31:13.875Z'));
const companies = [
  { name: 'Contoso in 2018', records: contosoRecordsAt(new Date('2018-12-04T06:46:08.500Z')) },
  { name: 'Contoso in 2023', records: contosoIn2023 },
  { name: 'Fabrikam in 2024', records: fabrikamRecordsAt(new Date('2024-10-06T10:00:07.500Z')) },
];

describe('the samples', () => {
  const tree: FileTree = new Map();
  beforeAll(async () => {
    graft(tree, 'share', await readFiles(SHARE_FOLDER));
    graft(tree, 'damaged', await readFiles(damagedShare('')));
  });

  it('are what the generator makes, and the keys as they were committed', async () => {
    expect(await compareShare()).toEqual([]);
    expect(await compareKeys()).toEqual([]);
  });

  it.each(['share', 'damaged'] as const)('stay small: %s', (folder) => {
    const files = [...tree].filter(([path]) => path.startsWith(`${folder}/`));
    const sizeBytes = files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
    expect(sizeBytes).toBeGreaterThan(0);
    expect(sizeBytes).toBeLessThan(LIMIT_BYTES[folder]);
  });

  it('show the canary in no file as it lies on disk', () => {
    const leaks = [...tree].filter(([, bytes]) => Buffer.from(bytes).includes(CANARY)).map(([path]) => path);
    expect(leaks).toEqual([]);
  });

  it.each(companies)('hold valid records: $name', async ({ records }) => {
    const kinds = PORTABLE_REPOSITORIES.map((repository) => repository.kind);
    const violations = await Promise.all(
      kinds.flatMap((kind: PayloadKind) =>
        records[kind].map(async (record) => ({ record, violations: await validateRecord(kind, record) })),
      ),
    );
    expect(violations.filter((item) => item.violations.length > 0)).toEqual([]);
  });

  it('hold a whole company at the end of 2023’s store', () => {
    const counts = Object.fromEntries(
      Object.entries(contosoIn2023).map(([kind, list]) => [kind, list.length]),
    );
    expect(counts).toEqual({
      directoryTenant: 2,
      resourceGroup: 5,
      computeQuota: 4,
      networkQuota: 3,
      storageQuota: 3,
      plan: 6,
      offer: 4,
      subscription: 12,
      offerDelegation: 1,
      acquiredPlan: 3,
      roleDefinition: 2,
      roleAssignment: 7,
      vault: 3,
      secret: 9,
    });
    expect(contosoIn2023.secret.every((secret) => secret.value.startsWith(CANARY))).toBe(true);
  });
});
