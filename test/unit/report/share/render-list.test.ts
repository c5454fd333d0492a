import { describe, expect, it } from 'vitest';
import { renderList } from '../../../../src/report/share/render-list.js';
import type { ListedBackup } from '../../../../src/schema/results.js';

const VIEW = { color: false, columns: 120, now: new Date('2023-01-20T00:00:00Z') };

const backup = (backupId: string, deploymentId: string, store: string): ListedBackup => ({
  backupId,
  deploymentId,
  store,
  createdAt: '2023-01-18T19:31:00.000Z',
  stampVersion: '1.2301.0.55',
  oemVersion: null,
  status: 'Succeeded',
  automatic: true,
  encryption: { mode: 'certificate', thumbprint: 'AB'.repeat(20) },
  cloudRecoveryReady: true,
  layout: 'progressive',
  repositories: 1,
  sizeBytes: 1,
  problems: [],
});

describe('a list of sets', () => {
  it('shows when each was taken, names clouds by their path, and suggests a set of each', () => {
    const backups = [
      backup('11111111-0000', 'd1', '/s/azs.contoso.example/seattle/MASBackup'),
      backup('22222222-0000', 'd2', '/s/other/MASBackup'),
    ];
    const text = renderList({ backups, findings: [] }, VIEW);
    expect(text).toContain('2023-01-18 19:31Z');
    expect(text).toContain('Cloud azs.contoso.example/seattle, deployment d1');
    expect(text).toContain('\nDeployment d2\n');
    expect(text.match(/^next: .*$/gm)).toEqual([
      'next: restack verify 11111111   # cloud azs.contoso.example/seattle',
      'next: restack verify 22222222',
    ]);
  });

  it('suggests the store of a set whose id lies there twice: its id alone would stand for both', () => {
    const backups = [backup('11111111-0000', 'd1', '/s/a'), backup('11111111-0000', 'd1', '/s/copy of a')];
    const text = renderList({ backups, findings: [] }, VIEW, { share: '/s' });
    expect(text.match(/^next: .*$/gm)).toEqual(['next: restack verify 11111111 --share /s/a']);
  });
});
