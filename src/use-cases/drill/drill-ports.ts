import type { SetRecords } from '../../backup-set/content/records.js';
import type { RestoreTarget } from '../../cloud/cloud-port.js';
import type { DrillVerification } from './drill-report.js';

/** A set as the drill takes it: proved, and with its records. */
export interface ProvedSet {
  readonly backupId: string;
  readonly createdAt: Date;
  readonly verification: DrillVerification;
  /** Undefined when the verdict is `failed`: nothing is replayed then. */
  readonly records: SetRecords | undefined;
}

/** A cloud made for one drill, connected. */
export interface DrillCloud {
  readonly target: RestoreTarget;
  /** Ends the connection, then the cloud. */
  close(): Promise<void>;
}

/** The set and the cloud of a drill. */
export interface DrillPorts {
  /** Proves the set to `content` and reads its records. */
  readSet(): Promise<ProvedSet>;
  /** Starts a fresh cloud and connects to it. It must have nothing of an earlier drill. */
  startCloud(): Promise<DrillCloud>;
}
