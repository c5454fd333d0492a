// Generated from schemas/ by `npm run generate`. Do not edit.
export type Findings = Finding[];
/**
 * Result of restack restore: the run as it ended.
 */
export type RestoreCommandResult = RunsShowResult;
/**
 * Result of restack runs abandon: the run as it was given up.
 */
export type RunsAbandonResult = RunsShowResult;
/**
 * Result of restack runs resume: the run as the attempt left it.
 */
export type RunsResumeResult = RunsShowResult;
/**
 * Result of restack service disable: automatic backups are off, and all settings kept.
 */
export type ServiceDisableResult = ServiceEnableResult;

/**
 * Result of restack archive pack.
 */
export interface ArchivePackResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * absolute path of the archive
   */
  out: string;
  /**
   * size of the archive file
   */
  archiveBytes: number;
  /**
   * size of the files in it, without headers, uncompressed
   */
  contentBytes: number;
  files: {
    /**
     * in the archive, / as separator
     */
    path: string;
    /**
     * a size in bytes
     */
    sizeBytes: number;
    /**
     * SHA-256 in lower-case hexadecimal
     */
    sha256: string;
  }[];
}
/**
 * Result of restack archive unpack.
 */
export interface ArchiveUnpackResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * the archive as it was given
   */
  archive: string;
  /**
   * absolute path of the MASBackup folder
   */
  store: string;
  /**
   * files that were written
   */
  placed: number;
  /**
   * files that were there already, with the same bytes
   */
  identical: number;
  /**
   * size of all of them
   */
  contentBytes: number;
}
/**
 * Result of restack capture.
 */
export interface CaptureResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * when the reading began: what changed later may be missing
   */
  createdAt: string;
  stampVersion: string;
  /**
   * GUID in lower case, made of the provider subscription and the home directory
   */
  deploymentId: string;
  /**
   * SHA-1 of a certificate: 40 hexadecimal digits in upper case
   */
  thumbprint: string;
  /**
   * path of the MASBackup folder that the set lies in
   */
  store: string;
  status: 'Succeeded' | 'PartialSucceeded' | 'Failed' | 'Skipped';
  cloudRecoveryReady: boolean;
  /**
   * a size in bytes
   */
  sizeBytes: number;
  /**
   * a duration in milliseconds
   */
  durationMs: number;
  /**
   * in the order in which references point; Skipped ones are registered, and only the service itself can back them up
   */
  repositories: {
    /**
     * full repository name, Role;Component;Partition;Repository
     */
    repository: string;
    status: 'Succeeded' | 'PartialSucceeded' | 'Failed' | 'Skipped';
    /**
     * null when no snapshot was written
     */
    type: 'Full' | 'Progressive' | null;
    /**
     * a number of things
     */
    records: number;
    /**
     * a size in bytes
     */
    sizeBytes: number;
  }[];
  roles: {
    role: string;
    status: 'Succeeded' | 'PartialSucceeded' | 'Failed' | 'Skipped';
  }[];
  /**
   * what of the cloud is not in the set; empty exactly when the exit code is 0
   */
  omissions: {
    kind:
      | 'directoryTenant'
      | 'resourceGroup'
      | 'computeQuota'
      | 'networkQuota'
      | 'storageQuota'
      | 'plan'
      | 'offer'
      | 'subscription'
      | 'offerDelegation'
      | 'acquiredPlan'
      | 'roleDefinition'
      | 'roleAssignment'
      | 'vault'
      | 'secret';
    /**
     * where it would lie
     */
    repository: string;
    /**
     * denied: may not be read. unreadable: refused, or no answer. disabled: a disabled version of a secret. leftEnabled: one that was enabled to be read and could not be disabled again. key, certificate: never leave a vault. resellerOffer: only its reseller can make it. invalid: breaks its schema
     */
    reason:
      | 'denied'
      | 'unreadable'
      | 'disabled'
      | 'leftEnabled'
      | 'key'
      | 'certificate'
      | 'resellerOffer'
      | 'invalid';
    /**
     * ARM id, or URL in a vault
     */
    id: string;
    message: string;
  }[];
  /**
   * backup ids of captures that had died, whose files were removed
   *
   * Items: a backup id: a GUID in lower case
   */
  cleared: string[];
}
/**
 * Result of restack certificate create.
 */
export interface CertificateCreateResult {
  /**
   * most specific name first
   */
  subject: string;
  /**
   * SHA-1 of a certificate: 40 hexadecimal digits in upper case
   */
  thumbprint: string;
  /**
   * SHA-256 of the certificate: 64 hexadecimal digits in upper case
   */
  thumbprintSha256: string;
  /**
   * length of the RSA modulus
   */
  keySizeBits: number;
  /**
   * a time in ISO 8601, UTC
   */
  notBefore: string;
  /**
   * a time in ISO 8601, UTC
   */
  notAfter: string;
  files: {
    /**
     * absolute path of the .cer with the public part, for the cloud
     */
    certificate: string;
    /**
     * absolute path of the .pfx with the private key, for the safe
     */
    privateKey: string;
    /**
     * absolute path of the page that says what to keep where
     */
    instructions: string;
  };
}
/**
 * Result of restack certificate inspect.
 */
export interface CertificateInspectResult {
  /**
   * the file as it was given
   */
  file: string;
  format: 'pfx' | 'pem' | 'cer';
  hasPrivateKey: boolean | null;
  /**
   * empty when the file shows none without its password, and none was given
   */
  certificates: {
    /**
     * most specific name first
     */
    subject: string;
    /**
     * SHA-1 of a certificate: 40 hexadecimal digits in upper case
     */
    thumbprint: string;
    /**
     * SHA-256 of the certificate: 64 hexadecimal digits in upper case
     */
    thumbprintSha256: string;
    /**
     * rsa, ec, or as node:crypto names it
     */
    keyType: string;
    keySizeBits: number | null;
    /**
     * a time in ISO 8601, UTC
     */
    notBefore: string;
    /**
     * a time in ISO 8601, UTC
     */
    notAfter: string;
    hasPrivateKey: boolean | null;
    expired: boolean;
  }[];
  service: {
    /**
     * whether the backup service takes this file
     */
    accepted: boolean;
    /**
     * why not, each in one sentence
     */
    problems: {
      code:
        | 'PRIVATE_KEY_INSIDE'
        | 'NOT_A_CER'
        | 'NOT_ONE_CERTIFICATE'
        | 'NOT_RSA'
        | 'KEY_TOO_SHORT'
        | 'EXPIRED'
        | 'NOT_YET_VALID';
      message: string;
    }[];
  };
  sets:
    | {
        /**
         * a backup id: a GUID in lower case
         */
        backupId: string;
        /**
         * a time in ISO 8601, UTC
         */
        createdAt: string;
        /**
         * SHA-1 of a certificate: 40 hexadecimal digits in upper case
         */
        thumbprint: string;
        /**
         * opens: every wrapped key of the set unwraps; named: the set names the certificate, and the private key is not at hand; does-not-open: it names it and does not unwrap
         */
        state: 'opens' | 'named' | 'does-not-open';
      }[]
    | null;
}
/**
 * What a client needs to use the embedded controller; secrets lie in the files.
 */
export interface ControllerStartResult {
  adminEndpoint: string;
  userEndpoint: string;
  loginEndpoint: string;
  tenantId: string;
  clientId: string;
  clientSecretFile: string;
  principalId: string;
  caFile: string;
  providerSubscriptionId: string;
  region: string;
  domain: string;
  stateEndpoint: string;
  stateTokenFile: string;
  stampVersion: string;
  /**
   * What --key-file takes; only of a cloud that was updated from 1811 and has no certificate yet.
   */
  backupKeyFile?: string;
  pid: number;
  [k: string]: unknown;
}
/**
 * Result of restack diff: what one side has that the other has not, and what both have differently. Holds no secret.
 */
export interface DiffResult {
  left: Side;
  right: Side;
  /**
   * true when nothing differs and everything was compared
   */
  equal: boolean;
  summary: Counts;
  kinds: {
    kind: string;
    counts: Counts;
  }[];
  differences: {
    kind: string;
    /**
     * lower case, with the names of the right side
     */
    id: string;
    /**
     * notCompared: the target does not show it to this principal
     */
    state: 'onlyLeft' | 'onlyRight' | 'changed' | 'notCompared';
    /**
     * of what is changed; secrets are shown as keyed digests with a key of this call
     */
    fields: {
      /**
       * JSON pointer (RFC 6901) into the record
       */
      pointer: string;
      /**
       * absent when the left side has none
       */
      left?:
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
        | null;
      /**
       * absent when the right side has none
       */
      right?:
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
        | null;
    }[];
  }[];
}
export interface Side {
  type: 'backup' | 'target';
  /**
   * a backup id, or the admin endpoint of a target
   */
  name: string;
}
export interface Counts {
  /**
   * a number of things
   */
  equal: number;
  /**
   * a number of things
   */
  changed: number;
  /**
   * a number of things
   */
  onlyLeft: number;
  /**
   * a number of things
   */
  onlyRight: number;
  /**
   * a number of things
   */
  notCompared: number;
}
/**
 * Result of restack drill.
 */
export interface DrillResult {
  runId: string;
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  state: 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';
  /**
   * true once the run cannot go on
   */
  terminal: boolean;
  /**
   * a time in ISO 8601, UTC
   */
  startedAt: string;
  /**
   * from the start of the drill to the end of the read-back, in milliseconds
   */
  durationMs: number;
  /**
   * the proof before the replay
   */
  verification: {
    /**
     * how deep a set is proved; each level includes those before it
     */
    level: 'structure' | 'keys' | 'integrity' | 'content';
    verdict: 'passed' | 'failed';
    findings: Findings;
  };
  /**
   * every record read ends in exactly one of the other buckets
   */
  conservation: {
    /**
     * a number of things
     */
    read: number;
    /**
     * a number of things
     */
    created: number;
    /**
     * a number of things
     */
    adopted: number;
    /**
     * a number of things
     */
    updated: number;
    /**
     * a number of things
     */
    skipped: number;
    /**
     * a number of things
     */
    manual: number;
    /**
     * a number of things
     */
    failed: number;
    /**
     * a number of things
     */
    outOfScope: number;
    byKind: {
      kind: string;
      /**
       * a number of things
       */
      read: number;
      /**
       * a number of things
       */
      created: number;
      /**
       * a number of things
       */
      adopted: number;
      /**
       * a number of things
       */
      updated: number;
      /**
       * a number of things
       */
      skipped: number;
      /**
       * a number of things
       */
      manual: number;
      /**
       * a number of things
       */
      failed: number;
      /**
       * a number of things
       */
      outOfScope: number;
    }[];
  };
  /**
   * in the order they ran
   */
  stages: {
    name: string;
    kind: string;
    /**
     * a number of things
     */
    objects: number;
    /**
     * a duration in milliseconds
     */
    durationMs: number;
    state: 'done' | 'partial' | 'failed' | 'skipped' | 'pending';
  }[];
  readBack: {
    /**
     * a number of things
     */
    compared: number;
    /**
     * a number of things
     */
    different: number;
  };
  /**
   * records that did not simply land
   */
  problems: {
    kind: string;
    id: string;
    bucket: 'skipped' | 'manual' | 'failed' | 'readBack';
    reason: string;
  }[];
  /**
   * asked for and achieved, in milliseconds; null where none was asked for
   */
  objectives: {
    rtoMs: number | null;
    /**
     * a duration in milliseconds
     */
    achievedRtoMs: number;
    rpoMs: number | null;
    /**
     * a duration in milliseconds
     */
    achievedRpoMs: number;
  };
}
/**
 * One thing that was noticed while a set was read. Parts of its place that do not apply are null.
 */
export interface Finding {
  /**
   * a code of the table of findings in schemas/README.md
   */
  code: string;
  /**
   * an error fails its set, a warning must be read, an info is context
   */
  severity: 'error' | 'warning' | 'info';
  backupId: string | null;
  /**
   * full repository name, Role;Component;Partition;Repository
   */
  repository: string | null;
  /**
   * path inside the store; for a file inside an archive, archive.zip!/entry
   */
  file: string | null;
  /**
   * JSON pointer (RFC 6901)
   */
  pointer: string | null;
  message: string;
}
/**
 * The one document that --json prints, also for usage errors. A command that worked and then failed has both result and error.
 */
export interface Envelope {
  /**
   * true when the exit code is 0
   */
  ok: boolean;
  exitCode: number;
  /**
   * as it is typed, such as keys check; restack where the command line names none
   */
  command: string;
  /**
   * the shape of the result: restack/<command>/v1, spaces of the command as dashes
   */
  schema: string;
  /**
   * as the command's own schema has it; null when nothing was done
   */
  result: {
    [k: string]: unknown;
  };
  error: {
    /**
     * a code of the table of exit codes in README.md
     */
    code: string;
    message: string;
    /**
     * what to do next; commands can be typed as they stand
     */
    hints: string[];
    /**
     * facts for scripts; never a secret
     */
    details: {
      [k: string]: unknown;
    };
  } | null;
  warnings: string[];
}
/**
 * Result of restack extract.
 */
export interface ExtractResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * absolute path of the folder
   */
  out: string;
  repositories: {
    repository: string;
    files: {
      /**
       * below out, / as separator
       */
      path: string;
      /**
       * a size in bytes
       */
      sizeBytes: number;
    }[];
  }[];
}
/**
 * Result of restack keys check: every set against every given key.
 */
export interface KeysCheckResult {
  backups: {
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    wantedThumbprint: string | null;
    mode: 'certificate' | 'key';
    keys: {
      /**
       * the file the key came from, or the environment variable
       */
      source: string;
      thumbprint: string | null;
      state: 'opens' | 'does-not-open' | 'wrong-password' | 'untested';
      /**
       * an expired certificate opens all the same
       */
      expired: boolean;
      oaepHash: ('sha256' | 'sha1') | null;
    }[];
  }[];
}
/**
 * Result of restack list.
 */
export interface ListResult {
  /**
   * newest first
   *
   * Items: One backup set.
   */
  backups: {
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    /**
     * a time in ISO 8601, UTC
     */
    createdAt: string;
    stampVersion: string;
    oemVersion: string | null;
    deploymentId: string;
    /**
     * computed from the snapshots that are there
     */
    status:
      | 'Creating'
      | 'Queued'
      | 'Running'
      | 'Deleted'
      | 'Failed'
      | 'PartialSucceeded'
      | 'Succeeded'
      | 'Corrupted'
      | 'Skipped';
    /**
     * taken by the schedule
     */
    automatic: boolean;
    /**
     * thumbprint is null for a legacy key
     */
    encryption: {
      mode: 'certificate' | 'key';
      thumbprint: string | null;
    };
    /**
     * every essential repository has a usable chain
     */
    cloudRecoveryReady: boolean;
    layout: 'progressive' | 'legacy';
    /**
     * how many repositories have a usable chain in the set
     */
    repositories: number;
    /**
     * a size in bytes
     */
    sizeBytes: number;
    /**
     * the store the set lies in
     */
    store: string;
    problems: Findings;
  }[];
  /**
   * what concerns the share and no single set
   */
  findings: Finding[];
}
/**
 * Result of restack plan: what a restore would do to the target, object by object. Holds no secret.
 */
export interface PlanResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * a time in ISO 8601, UTC
   */
  createdAt: string;
  /**
   * SHA-256 over the metadata and the headers of the set's data files, hexadecimal
   */
  backupDigest: string;
  target: {
    adminEndpoint: string;
    userEndpoint: string;
    region: string;
    domain: string;
    providerSubscriptionId: string;
    identitySystem: 'aad' | 'adfs';
    homeTenantId: string;
  };
  /**
   * absolute path of the saved plan; null when it was not saved
   */
  file: string | null;
  /**
   * the proof before the plan
   */
  verification: {
    /**
     * how deep a set is proved; each level includes those before it
     */
    level: 'structure' | 'keys' | 'integrity' | 'content';
    verdict: 'passed' | 'failed';
    findings: Findings;
  };
  /**
   * how many records each action is meant for; they add up to the records read
   */
  summary: {
    /**
     * a number of things
     */
    read: number;
    /**
     * a number of things
     */
    create: number;
    /**
     * a number of things
     */
    adopt: number;
    /**
     * a number of things
     */
    update: number;
    /**
     * a number of things
     */
    skip: number;
    /**
     * a number of things
     */
    manual: number;
    /**
     * a number of things
     */
    blocked: number;
    /**
     * a number of things
     */
    outOfScope: number;
  };
  /**
   * one for each record, in the order of the set
   */
  actions: {
    kind: string;
    /**
     * in the target, lower case
     */
    id: string;
    action: 'create' | 'adopt' | 'update' | 'skip' | 'manual' | 'blocked' | 'outOfScope';
    reason: string;
    /**
     * the first stage that works on it; null when none does
     */
    stage: string | null;
  }[];
  /**
   * what must be decided before anything is written
   */
  blockers: {
    code: 'conflict' | 'reference' | 'cycle' | 'order' | 'name' | 'softDeleted' | 'principal';
    /**
     * of the first record that it blocks
     */
    kind: string;
    id: string;
    reason: string;
    /**
     * a number of things
     */
    records: number;
    /**
     * a number of things
     */
    subscriptions: number;
  }[];
  /**
   * principals that no mapping names and that the target cannot know, each once
   */
  unmapped: {
    /**
     * as the set has it
     */
    principal: string;
    reason: string;
    /**
     * everything that hangs on it
     */
    uses: {
      kind: string;
      id: string;
    }[];
  }[];
  /**
   * the target as a whole
   */
  preflight: {
    check: 'freshness' | 'version' | 'clock' | 'permissions' | 'budget';
    state: 'passed' | 'warning' | 'failed';
    /**
     * the code to end with when it failed
     */
    code: string | null;
    message: string;
  }[];
  estimate: {
    /**
     * calls that change something
     */
    writes: {
      /**
       * a number of things
       */
      admin: number;
      /**
       * a number of things
       */
      user: number;
      /**
       * a number of things
       */
      vault: number;
    };
    /**
     * a number of things
     */
    busiest: number;
    /**
     * a number of things
     */
    writesPerHour: number;
    /**
     * a duration in milliseconds
     */
    durationMs: number;
  };
}
/**
 * Result of restack runs show: one restore run as it stands.
 */
export interface RunsShowResult {
  runId: string;
  state: 'planned' | 'running' | 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';
  /**
   * true once the run cannot go on
   */
  terminal: boolean;
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * admin endpoint of the cloud
   */
  target: string;
  /**
   * a time in ISO 8601, UTC
   */
  startedAt: string;
  /**
   * a time in ISO 8601, UTC
   */
  updatedAt: string;
  /**
   * how many processes took the run up
   */
  attempts: number;
  /**
   * the process that is at it, or was last; null before the first
   */
  holder: {
    pid: number;
    host: string;
  } | null;
  /**
   * null unless a person gave the run up
   */
  abandonedAt: string | null;
  /**
   * calls of which the journal knows the beginning and not the end; a resume settles them by reading
   */
  inDoubt: number;
  /**
   * every record read ends in exactly one of the other buckets; pending is what has not ended yet
   */
  conservation: {
    /**
     * a number of things
     */
    read: number;
    /**
     * a number of things
     */
    created: number;
    /**
     * a number of things
     */
    adopted: number;
    /**
     * a number of things
     */
    updated: number;
    /**
     * a number of things
     */
    skipped: number;
    /**
     * a number of things
     */
    manual: number;
    /**
     * a number of things
     */
    failed: number;
    /**
     * a number of things
     */
    outOfScope: number;
    /**
     * a number of things
     */
    pending: number;
    byKind: {
      kind: string;
      /**
       * a number of things
       */
      read: number;
      /**
       * a number of things
       */
      created: number;
      /**
       * a number of things
       */
      adopted: number;
      /**
       * a number of things
       */
      updated: number;
      /**
       * a number of things
       */
      skipped: number;
      /**
       * a number of things
       */
      manual: number;
      /**
       * a number of things
       */
      failed: number;
      /**
       * a number of things
       */
      outOfScope: number;
      /**
       * a number of things
       */
      pending: number;
    }[];
  };
  /**
   * in the order they run
   */
  stages: {
    name: string;
    kind: string;
    /**
     * a number of things
     */
    objects: number;
    /**
     * objects whose write of this stage is done
     */
    done: number;
    /**
     * of the newest attempt; null where it did not come to the end of the stage
     */
    durationMs: number | null;
    state: 'done' | 'partial' | 'failed' | 'skipped' | 'pending';
  }[];
  /**
   * null until an attempt came to its end
   */
  readBack: {
    /**
     * a number of things
     */
    compared: number;
    /**
     * a number of things
     */
    different: number;
  } | null;
  /**
   * records that did not simply land
   */
  problems: {
    kind: string;
    id: string;
    bucket: 'skipped' | 'manual' | 'failed' | 'readBack';
    reason: string;
  }[];
}
/**
 * Result of restack runs list: the restore runs of this machine, newest first.
 */
export interface RunsListResult {
  runs: {
    runId: string;
    state: 'planned' | 'running' | 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';
    /**
     * true once the run cannot go on
     */
    terminal: boolean;
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    /**
     * admin endpoint of the cloud
     */
    target: string;
    /**
     * a time in ISO 8601, UTC
     */
    startedAt: string;
    /**
     * a time in ISO 8601, UTC
     */
    updatedAt: string;
    /**
     * how many processes took the run up
     */
    attempts: number;
    /**
     * the process that is at it, or was last; null before the first
     */
    holder: {
      pid: number;
      host: string;
    } | null;
    /**
     * null unless a person gave the run up
     */
    abandonedAt: string | null;
  }[];
}
/**
 * Result of restack service backups: the service's own list beside what lies on the share.
 */
export interface ServiceBackupsResult {
  /**
   * that was looked at; null when none was given
   */
  share: string | null;
  /**
   * a number of things
   */
  differences: number;
  /**
   * sets of other deployments on the same share; they are not compared
   */
  otherSets: number;
  /**
   * newest first
   */
  backups: {
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    createdAt: string | null;
    /**
     * as the service lists it; null when it does not
     */
    listed: {
      status: string;
      automatic: boolean | null;
      cloudRecoveryReady: boolean | null;
      thumbprint: string | null;
      durationMs: number | null;
      roles: {
        roleName: string;
        status: string;
      }[];
    } | null;
    /**
     * as it lies there; null when it does not, and when no share was given
     */
    onShare: {
      status: string;
      cloudRecoveryReady: boolean;
      thumbprint: string | null;
    } | null;
    difference: 'notOnShare' | 'notListed' | 'statusDiffers' | null;
  }[];
}
/**
 * Result of restack service configure: what was changed, what that costs, and what the service holds now.
 */
export interface ServiceConfigureResult {
  /**
   * false when there was nothing to change, and for a dry run
   */
  written: boolean;
  dryRun: boolean;
  /**
   * what differs from what the service held; the values of a password are null
   */
  changes: {
    setting:
      | 'path'
      | 'userName'
      | 'password'
      | 'frequencyHours'
      | 'retentionDays'
      | 'schedulerEnabled'
      | 'certificate';
    from: string | number | boolean | null;
    to: string | number | boolean | null;
  }[];
  /**
   * backups that the service deletes because of a shorter retention
   */
  deletes: {
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    createdAt: string | null;
  }[];
  /**
   * what older backups can be read with after another certificate took its place; null when none did
   */
  oldKey: {
    mode: 'certificate' | 'key';
    thumbprint: string | null;
    /**
     * that need it, newest first
     */
    backups: {
      /**
       * a backup id: a GUID in lower case
       */
      backupId: string;
      createdAt: string | null;
      /**
       * true when the service lists it
       */
      listed: boolean;
      /**
       * true when it lies on the share that was given
       */
      onShare: boolean;
    }[];
  } | null;
  /**
   * settings that the service holds otherwise than they were sent (READ_BACK)
   */
  differences: {
    setting:
      | 'path'
      | 'userName'
      | 'password'
      | 'frequencyHours'
      | 'retentionDays'
      | 'schedulerEnabled'
      | 'certificate';
    sent: string | number | boolean | null;
    found: string | number | boolean | null;
  }[];
  location: ServiceShowResult;
}
/**
 * Result of restack service show: what the backup service of a cloud holds.
 */
export interface ServiceShowResult {
  /**
   * admin endpoint of the cloud
   */
  adminEndpoint: string;
  region: string;
  /**
   * true once a share is configured
   */
  configured: boolean;
  /**
   * the share; null until one is configured
   */
  path: string | null;
  /**
   * DOMAIN\user; null until one is configured
   */
  userName: string | null;
  /**
   * hours between two automatic backups
   */
  frequencyHours: number;
  /**
   * days after which a backup is deleted
   */
  retentionDays: number;
  /**
   * true while backups are made automatically
   */
  schedulerEnabled: boolean;
  nextBackupAt: string | null;
  lastBackupAt: string | null;
  /**
   * of the share, in the cloud's own words
   */
  availableCapacity: string | null;
  encryption: {
    /**
     * what new backups are encrypted with; none until a share is configured
     */
    mode: 'certificate' | 'key' | 'none';
    thumbprint: string | null;
  };
}
/**
 * Result of restack service enable: automatic backups are on.
 */
export interface ServiceEnableResult {
  /**
   * false when it was so already, and nothing was written
   */
  changed: boolean;
  /**
   * settings that the service holds otherwise than they were sent (READ_BACK)
   */
  differences: {
    setting:
      | 'path'
      | 'userName'
      | 'password'
      | 'frequencyHours'
      | 'retentionDays'
      | 'schedulerEnabled'
      | 'certificate';
    sent: string | number | boolean | null;
    found: string | number | boolean | null;
  }[];
  location: ServiceShowResult;
}
/**
 * Result of restack service prune: what the service deletes from its share.
 */
export interface ServicePruneResult {
  dryRun: boolean;
  /**
   * paths on the share that are older than the retention
   */
  expired: string[];
  /**
   * paths that were deleted; empty for a dry run
   */
  deleted: string[];
}
/**
 * Result of restack service start: a backup on demand.
 */
export interface ServiceStartResult {
  backupId: string | null;
  /**
   * false with --no-wait: the backup goes on in the cloud
   */
  waited: boolean;
  /**
   * in the service's words, such as Succeeded, PartialSucceeded and Failed; null when its end was not waited for
   */
  status: string | null;
  /**
   * why it failed, in the service's words; null when it did not, or nothing was said
   */
  reason: string | null;
  createdAt: string | null;
  durationMs: number | null;
  thumbprint: string | null;
  cloudRecoveryReady: boolean | null;
  /**
   * of the infrastructure, and what became of each
   */
  roles: {
    roleName: string;
    status: string;
  }[];
}
/**
 * Result of restack show: one backup set with its insides.
 */
export interface ShowResult {
  /**
   * a backup id: a GUID in lower case
   */
  backupId: string;
  /**
   * a time in ISO 8601, UTC
   */
  createdAt: string;
  stampVersion: string;
  oemVersion: string | null;
  deploymentId: string;
  /**
   * computed from the snapshots that are there
   */
  status:
    | 'Creating'
    | 'Queued'
    | 'Running'
    | 'Deleted'
    | 'Failed'
    | 'PartialSucceeded'
    | 'Succeeded'
    | 'Corrupted'
    | 'Skipped';
  /**
   * taken by the schedule
   */
  automatic: boolean;
  /**
   * thumbprint is null for a legacy key
   */
  encryption: {
    mode: 'certificate' | 'key';
    thumbprint: string | null;
  };
  /**
   * every essential repository has a usable chain
   */
  cloudRecoveryReady: boolean;
  layout: 'progressive' | 'legacy';
  /**
   * how many repositories have a usable chain in the set
   */
  repositories: number;
  /**
   * a size in bytes
   */
  sizeBytes: number;
  /**
   * the store the set lies in
   */
  store: string;
  /**
   * one for each repository with a usable chain
   */
  chains: {
    /**
     * full repository name
     */
    repository: string;
    /**
     * needed for a cloud recovery
     */
    essential: boolean;
    /**
     * in the order they apply
     */
    snapshots: {
      /**
       * a backup id: a GUID in lower case
       */
      backupId: string;
      type: 'Full' | 'Progressive';
      /**
       * a time in ISO 8601, UTC
       */
      createdAt: string;
      status: string;
      /**
       * path inside the store
       */
      dataFile: string;
      /**
       * a size in bytes
       */
      sizeBytes: number;
    }[];
  }[];
  /**
   * as the set's BackupInfo file has it; empty when there is none
   */
  roles: {
    roleName: string;
    status: string;
  }[];
  findings: Findings;
}
/**
 * Result of restack verify.
 */
export interface VerifyResult {
  /**
   * how deep a set is proved; each level includes those before it
   */
  level: 'structure' | 'keys' | 'integrity' | 'content';
  /**
   * Items: What one set proved to be.
   */
  backups: {
    /**
     * a backup id: a GUID in lower case
     */
    backupId: string;
    verdict: 'passed' | 'failed';
    checked: {
      /**
       * a number of things
       */
      snapshots: number;
      /**
       * a size in bytes
       */
      bytes: number;
      /**
       * a number of things
       */
      records: number;
    };
    findings: Findings;
  }[];
  /**
   * what concerns the share and no single set
   */
  findings: Finding[];
}
