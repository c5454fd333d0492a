import type { CompiledSchema } from './compiled-schema.js';
import { schema as backupInfo } from './generated/backup-info.js';
import { schema as registrations } from './generated/registrations.js';
import { schema as snapshotMetadata } from './generated/snapshot-metadata.js';
import type { BackupInfo, Registrations, SnapshotMetadata } from './generated/types.js';
import type { PayloadKind, PayloadTypes } from './payloads.js';
import { validateAgainst, type Validation, type Violation } from './schema-violations.js';
import { validateSecretSize } from './secret-size.js';
import { listIllFormed } from './well-formed.js';

export type { Validation, Violation } from './schema-violations.js';

/** Validates one record of a kind, and that its text is Unicode; collects every violation. */
export type RecordValidator<K extends PayloadKind> = (value: unknown) => Validation<PayloadTypes[K]>;

/** The validators of records by kind. */
type RecordSchemas = { readonly [K in PayloadKind]: CompiledSchema<PayloadTypes[K]> };

/** Loads the validator of a kind. The validator is synchronous, and serves any number of records. */
export async function loadRecordValidator<K extends PayloadKind>(kind: K): Promise<RecordValidator<K>> {
  const schemas: RecordSchemas = await import('./generated/records.js');
  const schema = schemas[kind];
  const disclosure = kind === 'secret' ? 'size-only' : 'excerpt';
  return (value) => {
    const result = validateAgainst(schema, value, disclosure);
    const further = [...listIllFormed(value), ...(kind === 'secret' ? validateSecretSize(value) : [])];
    return addViolations(result, further);
  };
}

function addViolations<T>(result: Validation<T>, further: readonly Violation[]): Validation<T> {
  if (further.length === 0) return result;
  return { valid: false, violations: [...(result.valid ? [] : result.violations), ...further] };
}

/** All violations of one record; empty when it satisfies its schema. Source: format specification, section 5. */
export async function validateRecord(kind: PayloadKind, value: unknown): Promise<readonly Violation[]> {
  const result = (await loadRecordValidator(kind))(value);
  return result.valid ? [] : result.violations;
}

/** Validates the metadata of a snapshot as parsed from its XML. Source: format specification, section 2. */
export function validateSnapshotMetadata(value: unknown): Validation<SnapshotMetadata> {
  return validateAgainst(snapshotMetadata, value);
}

/** Validates a BackupInfo file as parsed from its XML. Source: format specification, section 2. */
export function validateBackupInfo(value: unknown): Validation<BackupInfo> {
  return validateAgainst(backupInfo, value);
}

/** Validates a registrations.json as parsed. Source: format specification, section 2. */
export function validateRegistrations(value: unknown): Validation<Registrations> {
  return addViolations(validateAgainst(registrations, value), [...listIllFormed(value)]);
}
