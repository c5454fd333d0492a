import type { JsonObject } from '../../cloud/json-value.js';
import type { PayloadKind } from '../../schema/payloads.js';

/**
 * Checks a record against its schema. @returns every violation; empty when there is none; never a value of a secret.
 */
export type RecordCheck = (kind: PayloadKind, record: JsonObject) => Promise<readonly string[]>;
