import { checkCloud, type CloudPorts } from './cloud-checks.js';
import { type DoctorCheck, fail, pass } from './doctor-check.js';
import { checkShare, type ReadShareFacts, type SharePorts, type Wording } from './share-checks.js';

/** The machine that the night is worked on. */
export interface Machine {
  /** `v20.19.0`. */
  readonly nodeVersion: string;
  /** With the form in which it was installed: `0.1.0 (Debian package)`. */
  readonly restackVersion: string;
  /** The configuration files in effect, in a few words. */
  readonly configuration: string;
}

/** The oldest Node that is supported. Source: package.json, `engines`. */
const NODE_FLOOR = [20, 19] as const;

/** Checks everything that a night needs; each check stands for itself. Writes nothing anywhere. */
export async function examineNight(
  machine: Machine,
  ports: SharePorts & CloudPorts,
  words: Wording,
): Promise<readonly DoctorCheck[]> {
  let facts: ReadShareFacts | undefined;
  const { readShare } = ports;
  const keeping = readShare === undefined ? undefined : async () => (facts = await readShare());
  const share = await checkShare({ ...ports, readShare: keeping }, words);
  const cloud = await checkCloud(ports, words);
  return [
    judgeNode(machine),
    pass('configuration', machine.configuration),
    ...share,
    ...cloud,
    judgeVersions(machine, facts),
  ];
}

function judgeNode({ nodeVersion }: Machine): DoctorCheck {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const [wantedMajor, wantedMinor] = NODE_FLOOR;
  const isGood = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  if (isGood) return pass('node', nodeVersion);
  const message = `${nodeVersion}; restack needs ${NODE_FLOOR.join('.')} or newer`;
  return fail('node', { code: 'CONFIG', message, mend: 'install Node 20.19, 22 or 24: https://nodejs.org' });
}

/** The version of a target cannot be read through its API: a person compares. */
function judgeVersions({ restackVersion }: Machine, facts: ReadShareFacts | undefined): DoctorCheck {
  const newest = facts?.newest;
  const isChosen = newest !== undefined && 'stampVersion' in newest;
  const set = isChosen ? `; the set wants a target of ${newest.stampVersion} or the next release` : '';
  return pass('versions', `restack ${restackVersion}${set}`);
}
