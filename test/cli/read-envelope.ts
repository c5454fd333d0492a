import { resultSchema } from '../fixtures/result-schemas.js';
import type { Envelope } from '../../src/schema/generated/cli-types.js';

const schema = resultSchema('envelope');

/** Parses the one document on stdout. @throws when it is not exactly one, or not an envelope. */
export function readEnvelope(stdout: string): Envelope {
  const value: unknown = JSON.parse(stdout);
  if (!schema.validate(value)) throw new Error(`no envelope: ${JSON.stringify(schema.validate.errors)}`);
  return value;
}
