import { describe, expect, it } from 'vitest';
import type { LocatedRecord, SetRecord } from '../../../../../src/backup-set/content/records.js';
import { SUBSCRIPTIONS_DATABASE } from '../../../../../src/backup-set/names/portable-repositories.js';
import type { PayloadKind } from '../../../../../src/schema/payloads.js';
import { describeUntold, listUntold } from '../../../../../src/use-cases/verify/database/list-untold.js';
import { nativeRecords } from '../../../../fixtures/sql-server/native-share.js';

const KINDS = ['resourceGroup', 'plan', 'offer', 'subscription'] as const;
const records = nativeRecords();

function locate(repositoryName: string): readonly LocatedRecord[] {
  return KINDS.flatMap((kind) =>
    records[kind].map((value, index): LocatedRecord => {
      const record: SetRecord = { kind, repositoryName, index, value };
      return { record, place: {} };
    }),
  );
}

const list = (portable: readonly PayloadKind[], located = locate(SUBSCRIPTIONS_DATABASE)) =>
  listUntold({ located, portableKinds: new Set(portable), records: [] });
const kindsOf = (untold: ReturnType<typeof list>) => untold.map(({ kind }) => kind);

describe('listUntold', () => {
  it('names each kind of thing once, with its consequence and the next step', () => {
    const untold = list([]);
    expect(kindsOf(untold)).toEqual([
      'offer',
      'offer',
      'acquiredPlan',
      'offerDelegation',
      'plan',
      'resourceGroup',
      'directoryTenant',
    ]);
    const findings = describeUntold(untold, { repository: SUBSCRIPTIONS_DATABASE });
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(
      untold.map(() => 'DATABASE_UNTOLD warning'),
    );
    expect(findings[1]?.message).toContain('offer-gold');
  });

  it('leaves out what portable repositories of the set tell', () => {
    const told = ['acquiredPlan', 'offerDelegation', 'directoryTenant'] as const;
    expect(kindsOf(list(told))).toEqual(['offer', 'offer', 'plan', 'resourceGroup']);
  });

  it('says nothing about records that came from elsewhere', () => {
    expect(list([], locate('WAS;Microsoft.Subscriptions.Admin;-;Plans'))).toEqual([]);
  });

  it('names a record that was left out, unless a portable repository has its kind', () => {
    const one = { kind: 'subscription', what: 'a', consequence: 'b', task: 'C', note: null } as const;
    const ground = { located: [], records: [one] };
    expect(listUntold({ ...ground, portableKinds: new Set() })).toMatchObject([{ task: 'C', members: {} }]);
    expect(listUntold({ ...ground, portableKinds: new Set(['subscription']) })).toEqual([]);
  });
});
