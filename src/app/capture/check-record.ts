import type { PayloadKind } from '../../schema/payloads.js';
import { loadRecordValidator, type RecordValidator } from '../../schema/validation.js';
import type { RecordCheck } from '../../use-cases/capture/capture-source.js';

const VALIDATORS = new Map<PayloadKind, Promise<RecordValidator<PayloadKind>>>();

/** Checks a record against the schema of its kind, which is loaded once. */
export const checkRecord: RecordCheck = async (kind, record) => {
  const known = VALIDATORS.get(kind);
  const loading: Promise<RecordValidator<PayloadKind>> = known ?? loadRecordValidator(kind);
  if (known === undefined) VALIDATORS.set(kind, loading);
  const result = (await loading)(record);
  return result.valid ? [] : result.violations.map(({ pointer, message }) => `${pointer} ${message}`);
};
