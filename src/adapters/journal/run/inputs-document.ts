import { isJsonObject, parseJson } from '../../../cloud/json-value.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { isObject } from '../../../core/is-object.js';
import type { RunInputs } from '../../../use-cases/restore/runs/kept/run-inputs.js';

/** Names the form of a run's folder, with its version. */
export const RUN_SCHEMA = 'restack/run/v1';

export function renderRunInputs(inputs: RunInputs): string {
  return `${JSON.stringify({ schema: RUN_SCHEMA, ...inputs }, null, 2)}\n`;
}

/**
 * Reads the inputs of a run.
 *
 * @throws UNSUPPORTED when another version wrote them; INTEGRITY when they are damaged.
 */
export function parseRunInputs(text: string, path: string): RunInputs {
  const value = parseDocument(text, path, RUN_SCHEMA);
  if (isRunInputs(value)) return value;
  throw createDamagedError(path);
}

/**
 * Parses a file of a run; the result has its members without `schema`.
 *
 * @throws UNSUPPORTED when its `schema` is another one; INTEGRITY when it is no JSON object.
 */
export function parseDocument(text: string, path: string, schema: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (!isJsonObject(value)) throw createDamagedError(path);
  const { schema: found, ...members } = value;
  if (found === schema) return members;
  throw new RestackError('UNSUPPORTED', `${path} was written by another version of restack`, {
    hints: ['use the version of restack that the run was started with'],
    details: { path, expected: schema },
  });
}

/** The error for a file of a run that is not as restack writes it. */
export function createDamagedError(path: string): RestackError {
  return new RestackError('INTEGRITY', `${path} is damaged: it is not as it was written`, {
    hints: ['plan the restore anew; what is there already is adopted: restack restore BACKUP'],
    details: { path },
  });
}

function isRunInputs(value: unknown): value is RunInputs {
  if (!isObject(value)) return false;
  const { command, backup, target, settings, caFile, untold = [] } = value;
  return (
    hasTexts(value, ['runId', 'startedAt', 'restackVersion', 'share']) &&
    !Number.isNaN(Date.parse(String(value['startedAt']))) &&
    hasTexts(backup, ['backupId', 'deploymentId', 'createdAt', 'digest']) &&
    isBegun(command, target) &&
    (caFile === null || typeof caFile === 'string') &&
    isSettings(settings) &&
    isUntoldList(untold)
  );
}

/** True for a command that runs are kept of, and a target that it can have. */
function isBegun(command: unknown, target: unknown): boolean {
  if (command === undefined) return isTarget(target);
  return command === 'drill' && (target === null || isTarget(target));
}

function isTarget(value: unknown): boolean {
  const names = ['adminEndpoint', 'userEndpoint', 'region', 'domain', 'providerSubscriptionId'];
  return hasTexts(value, [...names, 'identitySystem', 'homeTenantId']);
}

function isSettings(value: unknown): boolean {
  return isObject(value) && isObject(value['mapping']) && isObject(value['policy']);
}

function isUntoldList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isUntold);
}

function isUntold(value: unknown): boolean {
  return (
    hasTexts(value, ['kind', 'what', 'consequence', 'task']) && isObject(value) && isObject(value['members'])
  );
}

/** True for an object whose members of these names are texts. */
export function hasTexts(
  value: unknown,
  members: readonly string[],
): value is Readonly<Record<string, unknown>> {
  return isObject(value) && members.every((member) => typeof value[member] === 'string');
}
