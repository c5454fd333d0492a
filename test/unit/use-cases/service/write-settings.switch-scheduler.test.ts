import { describe, expect, it } from 'vitest';
import { switchScheduler } from '../../../../src/use-cases/service/write-settings.js';
import { createDialogue, EMPTY_LOCATION, LOCATION, MemoryService } from '../../../doubles/memory-service.js';

describe('switchScheduler', () => {
  it.each([true, false])('switches to %s, and keeps all settings', async (isEnabled) => {
    const service = new MemoryService({ location: { ...LOCATION, schedulerEnabled: !isEnabled } });
    const switched = await switchScheduler(service, isEnabled, createDialogue().dialogue);
    expect(switched).toEqual({
      changed: true,
      differences: [],
      location: { ...LOCATION, schedulerEnabled: isEnabled },
    });
    const { path, userName, frequencyHours, retentionDays } = LOCATION;
    expect(service.written).toEqual([
      { path, userName, frequencyHours, retentionDays, schedulerEnabled: isEnabled },
    ]);
  });

  it.each([true, false])('writes nothing when it is %s already', async (isEnabled) => {
    const service = new MemoryService({ location: { ...LOCATION, schedulerEnabled: isEnabled } });
    const switched = await switchScheduler(service, isEnabled, createDialogue().dialogue);
    expect(switched).toMatchObject({ changed: false, differences: [] });
    expect(service.written).toEqual([]);
  });

  it('needs a share to be switched on, and none to be off', async () => {
    const service = new MemoryService({ location: EMPTY_LOCATION });
    const { dialogue } = createDialogue();
    await expect(switchScheduler(service, true, dialogue)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hints: [expect.stringMatching(/^restack service configure /)],
    });
    expect(await switchScheduler(service, false, dialogue)).toMatchObject({ changed: false });
    expect(service.written).toEqual([]);
  });

  it('tells when the service does not take it', async () => {
    const onWrite = () => ({ schedulerEnabled: true });
    const service = new MemoryService({ onWrite });
    const { differences } = await switchScheduler(service, false, createDialogue().dialogue);
    expect(differences).toEqual([{ setting: 'schedulerEnabled', sent: false, found: true }]);
  });
});
