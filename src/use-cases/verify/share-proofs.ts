import type { Snapshot } from '../../backup-set/catalog.js';
import type { Finding } from '../../core/errors/finding.js';
import type { FileProof, SetProver } from './verify-set.js';

/** The number of proofs that were made, and the number of times that such a proof was used again. */
export interface ProofCounts {
  readonly made: number;
  readonly shared: number;
}

/** A prover that remembers. */
export interface SharingProver extends SetProver {
  readonly counts: () => ProofCounts;
}

/**
 * Proves each snapshot of one store once, however many sets rest on it. What was found is remembered for as long as the
 * prover lives, faults of the snapshot included; records are not, so that memory holds those of one set at a time. A
 * proof that read the records, too, answers whoever does not ask for them, and never the other way round.
 *
 * A proof that ended in anything but findings, such as a share that failed or an abort, is forgotten.
 */
export function shareProofs(prover: SetProver): SharingProver {
  const proofs = new Map<string, Promise<FileProof>>();
  const keys = new Map<string, Promise<readonly Finding[]>>();
  const counts = { made: 0, shared: 0 };

  async function remember<T>(
    memory: Map<string, Promise<T>>,
    snapshot: Snapshot,
    work: Promise<T>,
  ): Promise<T> {
    const place = placeOf(snapshot);
    memory.set(place, work);
    try {
      const result = await work;
      counts.made += 1;
      return result;
    } catch (error) {
      if (memory.get(place) === work) memory.delete(place);
      throw error;
    }
  }

  async function recall<T>(known: Promise<T>): Promise<T> {
    const result = await known;
    counts.shared += 1;
    return result;
  }

  return {
    async unwrapKey(snapshot) {
      const known = keys.get(placeOf(snapshot));
      return known === undefined ? remember(keys, snapshot, prover.unwrapKey(snapshot)) : recall(known);
    },
    async proveFile(snapshot, options) {
      const known = proofs.get(placeOf(snapshot));
      if (known !== undefined && !options.content) {
        const proof = await recall(known);
        options.onBytes(snapshot.dataFileSizeBytes);
        return proof;
      }
      const proving = prover.proveFile(snapshot, options);
      await remember(proofs, snapshot, proving.then(leaveContent));
      return proving;
    },
    counts: () => ({ ...counts }),
  };
}

/** A snapshot is two files, of which one says how the other is to be opened. */
function placeOf({ dataFile, metadataFile }: Snapshot): string {
  return `${dataFile}\n${metadataFile}`;
}

function leaveContent({ findings, bytes }: FileProof): FileProof {
  return { findings, bytes };
}
