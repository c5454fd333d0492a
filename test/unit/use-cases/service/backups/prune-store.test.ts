import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { pruneStore } from '../../../../../src/use-cases/service/backups/prune-store.js';
import { createDialogue, EMPTY_LOCATION, MemoryService } from '../../../../doubles/memory-service.js';

const PATHS = [
  '\\\\nas01.contoso.example\\azs\\MASBackup\\one',
  '\\\\nas01.contoso.example\\azs\\MASBackup\\two',
];

describe('pruneStore', () => {
  it('asks what is expired, asks the person, and deletes', async () => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue, questions, warnings } = createDialogue();
    expect(await pruneStore(service, { dryRun: false }, dialogue)).toEqual({
      expired: PATHS,
      deleted: PATHS,
    });
    expect(service.pruned).toEqual(['dryRun', 'delete']);
    expect(questions).toHaveLength(1);
    for (const path of PATHS) expect(warnings.join()).toContain(path);
  });

  it('deletes nothing in a dry run', async () => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue, questions } = createDialogue();
    expect(await pruneStore(service, { dryRun: true }, dialogue)).toEqual({ expired: PATHS, deleted: [] });
    expect(service.pruned).toEqual(['dryRun']);
    expect(questions).toEqual([]);
  });

  it('asks for nothing where nothing is expired', async () => {
    const service = new MemoryService();
    const { dialogue, questions } = createDialogue();
    expect(await pruneStore(service, { dryRun: false }, dialogue)).toEqual({ expired: [], deleted: [] });
    expect(service.pruned).toEqual(['dryRun']);
    expect(questions).toEqual([]);
  });

  it.each(['no', 'nobody'] as const)('deletes nothing when the answer is: %s', async (answer) => {
    const service = new MemoryService({ prunes: PATHS });
    const { dialogue } = createDialogue(answer);
    await expect(pruneStore(service, { dryRun: false }, dialogue)).rejects.toMatchObject({
      code: answer === 'no' ? 'CANCELLED' : 'CONFIRMATION_REQUIRED',
    });
    expect(service.pruned).toEqual(['dryRun']);
  });

  it.each(['TARGET_UNREACHABLE', 'INTERRUPTED'] as const)(
    'says that the end of a deletion is not known: %s',
    async (code) => {
      const service = new MemoryService({ prunes: PATHS });
      service.prune = (mode) =>
        mode === 'dryRun' ? Promise.resolve(PATHS) : Promise.reject(new RestackError(code, 'no answer'));
      await expect(pruneStore(service, { dryRun: false }, createDialogue().dialogue)).rejects.toMatchObject({
        code,
        message: expect.stringContaining('not known') as unknown,
        hints: ['restack service backups'],
      });
    },
  );

  it('asks nothing of a service without a share', async () => {
    const service = new MemoryService({ location: EMPTY_LOCATION });
    const { dialogue } = createDialogue();
    await expect(pruneStore(service, { dryRun: true }, dialogue)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(service.pruned).toEqual([]);
  });
});
