import { createSecretDigest } from '../../adapters/disk/file-digest.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { DiffResult } from '../../schema/results.js';
import { describeDiff } from '../../use-cases/restore/diff/diff-result.js';
import { compareSets } from '../../use-cases/restore/diff/diff-sets.js';
import { diffTarget } from '../../use-cases/restore/diff/diff-target.js';
import { warnOfUnmatchedNames } from '../../use-cases/restore/ids/unmatched-names.js';
import type { AppContext, KeyOptions, SelectionOptions, ShareOptions } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { connectGivenTarget, selectGivenTarget, type TargetOptions } from '../connect-given-target.js';
import { proveRecords } from '../share/prove-records.js';
import { chooseSet } from '../share/choose-set.js';
import { readMappingFile } from './plan-file.js';
import { withOpenSets } from '../share/open-sets.js';

/** The two sides of a comparison: two sets, or one set and the present state of a target. */
export interface DiffOptions extends ShareOptions, KeyOptions, SelectionOptions, TargetOptions {
  readonly left: string;
  /** Without it the target is the right side. */
  readonly right?: string | undefined;
  readonly map?: string | undefined;
}

/**
 * Finds the records that only one side has, and the members in which both differ. Secrets are compared and never shown.
 *
 * @throws NOT_FOUND or USAGE when a selector names no set; NO_KEY when no key was given; the code of the worst finding
 * when a set fails its proof; the errors of connecting.
 */
export async function diffBackups(options: DiffOptions, context: AppContext): Promise<DiffResult> {
  if (options.right !== undefined && options.target !== undefined) {
    throw new RestackError('USAGE', 'a set is compared with another set or with a target, not with both', {
      hints: ['restack diff --help'],
    });
  }
  return withOpenSets(options, context, async (sets) => {
    const select = async (backup: string) => (await chooseSet(sets, { ...options, backup }, context)).set;
    const left = await select(options.left);
    assertKeyGiven(options, left.encryption);
    const mapped = await readMappingFile(options.map, context);
    const { mapping } = mapped;
    const digest = createSecretDigest();
    const proof = { sets, context, consequence: 'it is not compared' };
    const name = { type: 'backup', name: left.backupId } as const;
    if (options.right !== undefined) {
      const right = await select(options.right);
      const own = await proveRecords(left, proof);
      warnOfUnmatchedNames(own.records, mapped, context);
      const other = right === left ? own : await proveRecords(right, proof);
      const untold = [...own.untold, ...other.untold];
      const objects = compareSets([own.records, other.records], { mapping, digest, untold });
      return describeDiff(objects, [name, { type: 'backup', name: right.backupId }]);
    }
    const given = selectGivenTarget(options, context);
    const { records, untold } = await proveRecords(left, proof);
    warnOfUnmatchedNames(records, mapped, context);
    const target = await connectGivenTarget(given, context);
    try {
      const objects = await diffTarget({ records, untold, target, mapping, digest });
      return describeDiff(objects, [name, { type: 'target', name: target.identity.adminEndpoint }]);
    } finally {
      target.close();
    }
  });
}
