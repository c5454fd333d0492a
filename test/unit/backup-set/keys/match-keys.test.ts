import { beforeAll, describe, expect, it } from 'vitest';
import type { BackupSet } from '../../../../src/backup-set/catalog.js';
import type { CertificateSource } from '../../../../src/backup-set/keys/given-keys.js';
import { matchKeys } from '../../../../src/backup-set/keys/match-keys.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { openSample, type OpenedSample, readSampleKeys } from '../../../fixtures/open-sample.js';

const NOW = new Date('2023-01-20T00:00:00Z');
const LATER = new Date('2199-01-01T00:00:00Z');

let sample: OpenedSample;
let sets: readonly BackupSet[];
beforeAll(async () => {
  sample = await openSample();
  sets = sample.catalog.sets;
});

const setOf = (mode: 'certificate' | 'key'): BackupSet => {
  const set = sets.find(({ encryption }) => encryption.mode === mode);
  if (set === undefined) throw new Error(`no set in mode ${mode}`);
  return set;
};

describe('matchKeys', () => {
  it('finds the one certificate that opens a set, and unwraps all of its keys', async () => {
    for (const set of sets.filter(({ encryption }) => encryption.mode === 'certificate')) {
      const matches = await matchKeys(set, sample.keys, NOW);
      const opening = matches.filter(({ state }) => state === 'opens');
      expect(opening.map(({ thumbprint }) => thumbprint)).toEqual([set.encryption.thumbprint]);
      expect(opening[0]?.oaepHash).toMatch(/^sha(?:1|256)$/);
      expect(matches).toHaveLength(3);
    }
  });

  it('leaves a legacy key untested where it could fit, and nowhere else', async () => {
    const [byKey, byCertificate] = await Promise.all(
      (['key', 'certificate'] as const).map((mode) => matchKeys(setOf(mode), sample.keys, NOW)),
    );
    expect(byKey?.map(({ state }) => state)).toEqual(['does-not-open', 'does-not-open', 'untested']);
    expect(byCertificate?.at(-1)).toMatchObject({ state: 'does-not-open', thumbprint: null });
  });

  it('tells an expired certificate from one that is valid', async () => {
    const at = async (now: Date) =>
      (await matchKeys(setOf('certificate'), sample.keys, now)).map(({ expired }) => expired);
    expect([...new Set(await at(NOW))]).toEqual([false]);
    expect(await at(LATER)).toEqual([true, true, false]);
  });

  it('knows a public part and an unrelated certificate from the one that opens', async () => {
    const keys = await readSampleKeys(['TEST-ONLY-backup-2023.cer', 'TEST-ONLY-unrelated.pfx'], false);
    const matches = await matchKeys(setOf('certificate'), keys, NOW);
    expect(matches.map(({ state, oaepHash }) => [state, oaepHash])).toEqual([
      ['does-not-open', null],
      ['does-not-open', null],
    ]);
  });

  it('says that no password opens a file, and throws everything else', async () => {
    const failing = (error: unknown): CertificateSource => ({
      path: 'file.pfx',
      visible: null,
      open() {
        return Promise.reject(error);
      },
    });
    const wrong = new RestackError('WRONG_PASSWORD', 'wrong');
    const [match] = await matchKeys(
      setOf('certificate'),
      { certificates: [failing(wrong)], legacy: undefined },
      NOW,
    );
    expect(match).toMatchObject({ source: 'file.pfx', thumbprint: null, state: 'wrong-password' });
    const other = new RestackError('CONFIRMATION_REQUIRED', 'nobody');
    const keys = { certificates: [failing(other)], legacy: undefined };
    await expect(matchKeys(setOf('certificate'), keys, NOW)).rejects.toBe(other);
  });
});
