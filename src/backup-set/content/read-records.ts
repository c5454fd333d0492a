import { createFinding, type Finding, type FindingPlace } from '../../core/errors/finding.js';
import { createFindingError, findingOf } from '../../core/errors/finding-error.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { loadRecordValidator, type RecordValidator } from '../../schema/validation.js';
import { addPlace, placeOfDataFile } from '../finding-place.js';
import { parsePayload } from './parse-payload.js';
import { findPayloadEntry } from './inner-archive.js';
import type { PortableRepository } from '../names/portable-repositories.js';
import type { ProvedDataFile } from './prove-snapshot.js';
import type { SetRecord } from './records.js';
import { type Archive, assertParsable } from '../zip/zip-archive.js';
import type { ArchiveEntry } from '../zip/zip-directory.js';

/** One step of reading a repository: a valid record, or a finding. */
export type RecordOutcome =
  { readonly record: SetRecord; readonly place: FindingPlace } | { readonly finding: Finding };

/**
 * Reads the records of a known repository out of a proved data file, one by one. A record that breaks its schema gives
 * its findings instead; a payload that is missing or damaged gives one, and ends the reading.
 *
 * @throws SHARE_UNREACHABLE, CONFIG and every other error that says nothing about the payload.
 * Source: format specification, section 5.
 */
export async function* readRecords(
  dataFile: ProvedDataFile,
  repository: PortableRepository,
): AsyncGenerator<RecordOutcome> {
  const place = placeOfDataFile(dataFile.snapshot);
  try {
    const payload = await openPayload(dataFile, repository);
    const payloadPlace = { ...place, file: `${payload.container}!/${payload.entry.name}` };
    yield* validateElements(payload, repository, payloadPlace);
  } catch (error) {
    const finding = findingOf(addPlace(error, place));
    if (finding === undefined) throw error;
    yield { finding };
  }
}

interface Payload {
  /** The archive that the payload lies in, as a finding names it. */
  readonly container: string;
  readonly archive: Archive;
  readonly entry: ArchiveEntry;
}

async function openPayload(dataFile: ProvedDataFile, repository: PortableRepository): Promise<Payload> {
  const nested = repository.innerArchiveFolder !== undefined;
  const { inner, archive: outer, snapshot } = dataFile;
  if (nested && inner === undefined) {
    throw createFindingError(
      'PAYLOAD_MISSING',
      `the archive has no folder ${repository.innerArchiveFolder} with an inner archive`,
    );
  }
  const { archive, file: container } = inner ?? { archive: outer, file: snapshot.dataFile };
  const entry = await findPayloadEntry(archive, repository.file);
  if (entry === undefined) {
    throw createFindingError('PAYLOAD_MISSING', `the archive ${container} lacks the file ${repository.file}`);
  }
  assertParsable(entry);
  return { container, archive, entry };
}

async function* validateElements(
  payload: Payload,
  repository: PortableRepository,
  place: FindingPlace,
): AsyncGenerator<RecordOutcome> {
  const { kind, repositoryName } = repository;
  const validate = await loadRecordValidator(kind);
  let index = 0;
  try {
    for await (const value of parsePayload(payload.archive.streamEntry(payload.entry))) {
      yield* validateElement(value, { kind, repositoryName, index, place, validate });
      index += 1;
    }
  } catch (error) {
    throw addPlace(error, place);
  }
}

function* validateElement<K extends PayloadKind>(
  value: unknown,
  element: {
    readonly kind: K;
    readonly repositoryName: string;
    readonly index: number;
    readonly place: FindingPlace;
    readonly validate: RecordValidator<K>;
  },
): Generator<RecordOutcome> {
  const { kind, repositoryName, index, place, validate } = element;
  const result = validate(value);
  if (result.valid) {
    const record: SetRecord<K> = { kind, repositoryName, index, value: result.value };
    yield { record, place: { ...place, pointer: `/${index}` } };
    return;
  }
  for (const { pointer, message } of result.violations) {
    yield { finding: createFinding('RECORD_INVALID', message, { ...place, pointer: `/${index}${pointer}` }) };
  }
}
