import { createIdShortener } from '../../core/guid.js';
import { formatCount } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type DoctorCheck, fail, failAtHint, failWith, pass, skip } from './doctor-check.js';

/** The newest set of a share. */
export interface NewestSet {
  readonly backupId: string;
  readonly stampVersion: string;
  readonly ageMs: number;
  readonly cloudRecoveryReady: boolean;
  /** The thumbprint of the certificate that opens it; null for a key. */
  readonly thumbprint: string | null;
}

/** A share that was read. */
export interface ReadShareFacts {
  readonly sets: number;
  readonly readMs: number;
  /** Undefined when no data file is large enough to tell. */
  readonly bytesPerSecond: number | undefined;
  /** The error of `latest` where there is none. */
  readonly newest: NewestSet | UndecidedSet | RestackError;
}

/** The deployments whose sets a share holds, when nobody has said which is meant. */
export interface UndecidedSet {
  /** Ids, in the order of their newest sets. */
  readonly deployments: readonly string[];
}

/** The keys that were given, tried on the newest set. */
export interface TriedKeys {
  /** The file that opens the set; undefined when none does. */
  readonly opener: string | undefined;
  /** A legacy key that may fit: only data can tell. */
  readonly untested: string | undefined;
  /** True when a password was wrong. */
  readonly isPasswordWrong: boolean;
  /** True for a certificate whose time is over. */
  readonly isExpired: boolean;
}

/** The questions to a share; each rejects with the error that stopped it. */
export interface SharePorts {
  /** Undefined when no share was named. */
  readonly readShare: (() => Promise<ReadShareFacts>) | undefined;
  /** Undefined when no key was given. */
  readonly tryKeys: (() => Promise<TriedKeys>) | undefined;
}

/** Words by which sizes and times are shown. */
export interface Wording {
  readonly formatBytes: (bytes: number) => string;
  readonly formatDuration: (durationMs: number) => string;
}

/** Checks the share, its newest set and the keys. */
export async function checkShare(ports: SharePorts, words: Wording): Promise<readonly DoctorCheck[]> {
  const { readShare, tryKeys } = ports;
  if (readShare === undefined) {
    return [
      skip('share', 'no share was named', 'restack doctor --share PATH'),
      ...(['speed', 'set', 'keys'] as const).map((check) => skip(check, 'it needs a share')),
    ];
  }
  let facts: ReadShareFacts;
  try {
    facts = await readShare();
  } catch (error) {
    const rest = (['speed', 'set', 'keys'] as const).map((check) => skip(check, 'the share cannot be read'));
    return [failAtHint('share', error, 'restack doctor --share PATH'), ...rest];
  }
  const { sets, readMs, bytesPerSecond, newest } = facts;
  const count = `${sets} ${sets === 1 ? 'set' : 'sets'}`;
  const share = pass('share', `${count}, listed in ${words.formatDuration(readMs)}`);
  if (newest instanceof RestackError || 'deployments' in newest) {
    const why = 'no set was chosen';
    return [share, skip('speed', why), judgeChoice(newest), skip('keys', why)];
  }
  const speed =
    bytesPerSecond === undefined
      ? skip('speed', 'no data file is large enough to tell')
      : pass('speed', `${words.formatBytes(bytesPerSecond)} a second`);
  return [share, speed, judgeSet(newest, words), await judgeKeys(newest, tryKeys)];
}

/** Sets of several clouds are no fault: the check waits for a word about which one is meant. */
function judgeChoice(newest: UndecidedSet | RestackError): DoctorCheck {
  if (newest instanceof RestackError) return failWith('set', newest);
  const { deployments } = newest;
  const message = `sets of ${formatCount(deployments.length, 'deployment')}: which one is meant?`;
  return skip(
    'set',
    message,
    `restack doctor --deployment ${createIdShortener(deployments)(deployments[0] ?? 'ID')}`,
  );
}

function judgeSet(newest: NewestSet, words: Wording): DoctorCheck {
  const { backupId, ageMs, cloudRecoveryReady } = newest;
  const name = `${backupId.slice(0, 8)}, ${words.formatDuration(ageMs)} old`;
  if (cloudRecoveryReady) return pass('set', `${name}, ready for cloud recovery`);
  return fail('set', {
    code: 'INCOMPLETE',
    message: `${name}, is not ready for cloud recovery`,
    mend: `restack show ${backupId.slice(0, 8)}`,
  });
}

async function judgeKeys(newest: NewestSet, tryKeys: SharePorts['tryKeys']): Promise<DoctorCheck> {
  const wanted =
    newest.thumbprint === null ? 'its legacy key' : `certificate ${newest.thumbprint.slice(0, 8)}`;
  const mend =
    newest.thumbprint === null ? 'restack doctor --key-file FILE' : 'restack doctor --cert FILE.pfx';
  if (tryKeys === undefined) return skip('keys', `no key was given; the set wants ${wanted}`, mend);
  try {
    const { opener, untested, isPasswordWrong, isExpired } = await tryKeys();
    const warning = isExpired ? ' (expired, opens all the same)' : '';
    if (opener !== undefined) return pass('keys', `${opener} opens the set${warning}`);
    if (untested !== undefined) {
      const proof = `restack verify ${newest.backupId.slice(0, 8)} --level integrity`;
      return skip('keys', `${untested} may be the legacy key; only data can tell`, proof);
    }
    return isPasswordWrong
      ? fail('keys', {
          code: 'WRONG_PASSWORD',
          message: `a wrong password for ${wanted}`,
          mend: 'restack keys check',
        })
      : fail('keys', { code: 'NO_KEY', message: `no given key opens the set; it wants ${wanted}`, mend });
  } catch (error) {
    return failWith('keys', error);
  }
}
