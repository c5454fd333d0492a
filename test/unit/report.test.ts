import { describe, expect, it } from 'vitest';

import { describeDrillOutcome, renderDrill } from '../../src/report/restore/render-drill.js';
import { renderDatabase } from '../../src/report/database/render-database.js';
import { renderExports } from '../../src/report/guides/render-controller.js';
import { renderAuditPage } from '../../src/report/evidence/render-audit-page.js';
import { renderPackedEvidence, renderVerifiedEvidence } from '../../src/report/restore/render-evidence.js';
import { renderRun } from '../../src/report/restore/render-run.js';
import { renderExtract } from '../../src/report/share/render-extract.js';
import {
  describeKeysOutcome,
  renderKeys,
  selectKeysOutcome,
} from '../../src/report/certificate/render-keys.js';
import { renderList } from '../../src/report/share/render-list.js';
import { renderShow } from '../../src/report/share/render-show.js';
import { describeVerifyOutcome, renderVerify } from '../../src/report/share/render-verify.js';
import { renderNext } from '../../src/report/layout/typed-command.js';
import type { View } from '../../src/report/layout/view.js';
import type { KeyMatch } from '../../src/schema/results.js';
import {
  BACKUP_ID,
  DRILL,
  EXTRACT,
  HOSTILE,
  KEYS,
  LIST,
  RECORDS,
  RUN,
  SHOW,
  VERIFY,
} from '../fixtures/result-schemas.js';

const RENDERERS: readonly (readonly [name: string, render: (view: View) => string])[] = [
  ['list', (view) => renderList(LIST, view, { share: HOSTILE })],
  ['an empty list', (view) => renderList({ backups: [], findings: [] }, view)],
  ['show', (view) => renderShow(SHOW, view)],
  ['show, records', (view) => renderShow({ ...SHOW, records: RECORDS }, view)],
  ['verify', (view) => renderVerify(VERIFY, view)],
  ['verify of nothing', (view) => renderVerify({ ...VERIFY, backups: [] }, view)],
  ['keys', (view) => renderKeys(KEYS, view)],
  ['extract', (view) => renderExtract(EXTRACT, view)],
  ['drill', (view) => renderDrill(DRILL, view)],
  ['run', (view) => renderRun(RUN, view)],
];

const NOW = new Date('2026-01-02T00:00:00Z');
const ESCAPES = /\p{Cc}\[\d+m/gu;

describe.each(RENDERERS)('%s', (_, render) => {
  const plain = render({ columns: 80, color: false, now: NOW });

  it('lets no control character of a backup through', () => {
    expect(plain).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('says the same with and without colour', () => {
    const coloured = render({ columns: 80, color: true, now: NOW }).replace(ESCAPES, '');
    const trim = (text: string): string => text.replace(/ +$/gm, '');
    expect(trim(coloured)).toBe(plain);
  });

  it('ends in one line end', () => {
    expect(plain).toMatch(/[^\n]\n$/);
  });

  it.each([40, 80, 120])('has tables that fit %i columns', (columns) => {
    const text = render({ columns, color: false, now: NOW });
    // Paths, ids and commands stay whole, so that they can be copied.
    const wide = text.split('\n').filter((line) => line.length > columns && /\S {2,}\S.* {2,}\S/.test(line));
    expect(columns < 80 ? [] : wide).toEqual([]);
  });
});

describe('what must be said', () => {
  const view: View = { columns: 80, color: false, now: NOW };

  it('verify: each verdict, what was proved and what was not', () => {
    const text = renderVerify(VERIFY, view);
    expect(text).toMatch(/^passed /m);
    expect(text).toMatch(/^FAILED /m);
    expect(text).toContain('Proved (level content)');
    expect(text).toContain('Not proved');
    expect(text).toContain('next: restack');
    expect(describeVerifyOutcome(VERIFY)).toContain('TAG_MISMATCH');
  });

  it('verify: proves nothing where nothing passed', () => {
    const failed = VERIFY.backups.filter(({ verdict }) => verdict === 'failed');
    expect(renderVerify({ ...VERIFY, backups: failed }, view)).not.toContain('Proved');
  });

  it('list: tells deployments apart', () => {
    const text = renderList(LIST, view);
    for (const { deploymentId } of LIST.backups) expect(text).toContain(`Deployment ${deploymentId}`);
  });

  it('drill: every kind that was not replayed is named', () => {
    expect(renderDrill(DRILL, view)).toMatch(/out of scope: .*secret \(9\)/);
  });

  it('drill: names its run, and where that is not clean, the report of it', () => {
    expect(renderDrill(DRILL, view)).toContain(`  run        ${DRILL.runId}\n`);
    const verification = { ...DRILL.verification, verdict: 'passed' } as const;
    const text = renderDrill({ ...DRILL, verification }, view, { share: 'share' });
    const run = DRILL.runId.slice(0, 8);
    expect(text.endsWith(`\nnext: restack report ${run} --out drill.html\n`)).toBe(true);
  });

  it('drill: names the objectives that were missed, and no other', () => {
    const told = (objectives: Partial<typeof DRILL.objectives>) =>
      describeDrillOutcome({ ...DRILL, objectives: { ...DRILL.objectives, ...objectives } });
    expect(told({})).toContain('RTO missed: the recovery took 1 h 30 min, expected at most 1.0 s');
    expect(told({})).not.toContain('RPO');
    expect(told({ rtoMs: null, rpoMs: 3_600_000 })).toMatch(/RPO missed: .*1 d, expected at most 1 h$/);
    expect(told({ rtoMs: null })).not.toContain('missed');
  });

  it.each([
    ['drill', renderDrill(DRILL, view), `Drill of backup set ${BACKUP_ID}: PARTIAL`],
    ['run', renderRun(RUN, view), `Run ${RUN.runId}: interrupted`],
  ])('%s: verdict and next command are the last that a screen of 24 lines shows', (_, text, verdict) => {
    const last = text.trimEnd().split('\n').slice(-16);
    expect(last).toContain(verdict);
    expect(last.at(-1)).toMatch(/^next: restack /);
  });

  it('one of a thing is told in the singular', () => {
    const texts = [
      renderRun(RUN, view),
      renderDrill({ ...DRILL, conservation: { ...DRILL.conservation, read: 1, failed: 1 } }, view),
      describeDrillOutcome({ ...DRILL, conservation: { ...DRILL.conservation, read: 1, failed: 1 } }),
    ];
    for (const text of texts) expect(text).not.toMatch(/\b1 (?:records|calls|objects|sets|findings)\b/);
    expect(texts[0]).toContain('1 call;');
    expect(texts[2]).toContain('1 of 1 record failed');
  });

  it.each([
    [{ durationMs: null, waitMs: null }, /plans +1 +0 +partial/],
    [{ durationMs: 0, waitMs: null }, /plans +1 +0 +partial/],
    [{ durationMs: 23, waitMs: null }, /plans +1 +0 +≥ 23 ms +partial/],
    [{ durationMs: 0, waitMs: 0 }, /plans +1 +0 +0 ms +partial/],
  ])('a stage of a run takes no time that nobody measured: %j', (times, row) => {
    const stages = RUN.stages.map((stage) => ({ ...stage, ...times }));
    expect(renderRun({ ...RUN, stages }, view)).toMatch(row);
  });

  it('next commands name the words to replace, and no word that is one as it stands', () => {
    expect(renderNext('restack show BACKUP --cert FILE.pfx')).toMatch(/^next, with your BACKUP, FILE.pfx: /);
    expect(renderNext('restack show LATEST')).toBe('next: restack show LATEST');
    expect(renderNext('restack explain USAGE')).toBe('next: restack explain USAGE');
  });

  it('next commands can be typed: the share is quoted', () => {
    expect(renderList(LIST, view, { share: 'my share' })).toContain('--share "my share"');
    expect(renderList(LIST, view, { share: undefined })).not.toContain('--share');
  });
});

describe('evidence', () => {
  const runId = '5f0c2a61-0000-4000-8000-000000000001';
  const digest = 'd'.repeat(64);
  const files = [{ path: 'evidence/plan.json', sizeBytes: 2, sha256: 'a'.repeat(64) }];
  const signature = { algorithm: 'ed25519', keyDigest: 'c'.repeat(64) } as const;
  const told = { runId, digest, bundleBytes: 512, files };

  it('says what a signature tells, and what it does not', () => {
    const out = '/tmp/night\u{202e}.tar';
    expect(renderPackedEvidence({ ...told, out, signature })).toContain(`by the key ${signature.keyDigest}`);
    expect(renderPackedEvidence({ ...told, out, signature: null })).toContain('Not signed');
    expect(renderPackedEvidence({ ...told, out, signature })).not.toContain('\u{202e}');
    const bundle = out;
    expect(renderVerifiedEvidence({ ...told, bundle, signature: null })).toContain('not signed');
    const signed = { ...told, bundle, signature: { ...signature, verified: false } };
    expect(renderVerifiedEvidence(signed)).toContain('was not asked');
    const ofYours = { ...told, bundle, signature: { ...signature, verified: true } };
    expect(renderVerifiedEvidence(ofYours)).toContain('of your key');
  });

  it('has a page whose commands take no name that a shell would read otherwise', () => {
    const hostile = "x'; rm -rf ~; '.tar";
    const page = renderAuditPage({ bundle: hostile, runId, names: ['plan.json'], signature });
    expect(page).not.toContain('rm -rf');
    expect(page).toContain("BUNDLE='FILE.tar'");
    const plain = renderAuditPage({ bundle: 'night.tar', runId, names: [], signature: null });
    expect(plain).toContain("BUNDLE='night.tar'");
    expect(plain).not.toContain('openssl pkeyutl');
    const ecdsa = { ...signature, algorithm: 'ecdsa-p256-sha256' };
    expect(renderAuditPage({ bundle: 'n.tar', runId, names: [], signature: ecdsa })).toContain('asn1parse');
  });
});

describe('selectKeysOutcome', () => {
  const one = (state: KeyMatch['state']) => ({
    backups: [
      {
        backupId: BACKUP_ID,
        wantedThumbprint: null,
        mode: 'key' as const,
        keys: [{ source: 'k', thumbprint: null, state, expired: false, oaepHash: null }],
      },
    ],
  });

  it.each([
    ['opens', undefined],
    ['untested', undefined],
    ['does-not-open', 'NO_KEY'],
    ['public-part', 'NO_KEY'],
    ['wrong-password', 'WRONG_PASSWORD'],
  ] as const)('%s: %s', (state, outcome) => {
    expect(selectKeysOutcome(one(state))).toBe(outcome);
  });

  it('names the file that its password does not open, and else only what is wanted', () => {
    const wanted = 'no given key opens 1 of 1 backup set; wanted: the legacy key: --key-file FILE';
    expect(describeKeysOutcome(one('wrong-password'))).toBe(`the password does not open k, and ${wanted}`);
    expect(describeKeysOutcome(one('does-not-open'))).toBe(wanted);
  });

  it('is a failure when nothing was checked', () => {
    expect(selectKeysOutcome({ backups: [] })).toBe('NOTHING_CHECKED');
  });
});

describe('the environment of a controller', () => {
  const controller = {
    adminEndpoint: 'https://a',
    tenantId: 't',
    clientId: 'c',
    clientSecretFile: "/tmp/o'clock $HOME/secret",
    caFile: '/ca.pem',
  };

  it('is exported as each shell takes it', () => {
    expect(renderExports(controller, 'sh')).toContain(
      String.raw`export AZURE_CLIENT_SECRET="$(cat '/tmp/o'\''clock $HOME/secret')"`,
    );
    expect(renderExports(controller, 'powershell')).toContain(
      "$env:AZURE_CLIENT_SECRET = (Get-Content -Raw '/tmp/o''clock $HOME/secret')",
    );
    expect(renderExports(controller, 'sh')).toMatch(/^export NODE_EXTRA_CA_CERTS='\/ca\.pem'$/m);
  });
});

describe('the pages of a database', () => {
  it.each([
    [1, /323 pages: 320 .*, 2 without one, 1 with a wrong one/],
    [0, /322 pages: 320 .*, 2 without one$/m],
  ])('are all accounted for, with %i that nothing uses', (wrong, expected) => {
    const text = renderDatabase(
      {
        sets: [],
        set: 1,
        database: { name: 'a', version: 904 },
        pages: { read: 322 + wrong, checked: 320, unchecked: 2 },
        state: { exact: true, open: [], unapplied: [] },
        tables: [],
      },
      { columns: 80, color: false, now: NOW },
    );
    expect(text).toMatch(expected);
  });
});
