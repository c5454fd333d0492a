import type { ErrorCode } from '../error-codes.js';
import { explain, type Explanation } from './explanation.js';

const RESUME = 'take the run up where it stopped: restack runs resume';

/** The explanation of every error code. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, Explanation>> = {
  INTERNAL: explain(
    ['restack reached a state that it should never reach'],
    [
      'run the command again with --debug, which shows the causes',
      'report it with the command, its --json document and the version: restack --version --json',
    ],
    'error INTERNAL: restack failed in a way it should not (TypeError)',
  ),
  USAGE: explain(
    [
      'a word or flag is misspelt, or belongs to another command',
      'a value is missing, or has another form than was expected',
      'two flags contradict each other',
    ],
    ['read the flags of the command: restack COMMAND --help'],
    'error USAGE: unknown flag --shar',
  ),
  CONFIG: explain(
    [
      'a variable of the environment is missing or malformed',
      'a restack.yaml has an unknown key, or a value that its key does not take',
      'a file that was named cannot be read, or stdout takes no more',
    ],
    ['see which variables there are: restack help environment'],
    'error CONFIG: AZURE_CLIENT_SECRET is not set',
  ),
  CANCELLED: explain(
    ['a person answered a question with something else than yes'],
    ['nothing was changed; run the command again when you are sure'],
    'error CANCELLED: the question was not answered with yes',
  ),
  CONFIRMATION_REQUIRED: explain(
    ['stdin or stderr is no terminal, as in a script', '--no-input was given, or the variable CI is set'],
    ['give the flag that the error names, such as --yes or --cert-password-file FILE'],
    'error CONFIRMATION_REQUIRED: the password of backup.pfx is needed, and nobody can be asked',
  ),
  NOT_FOUND: explain(
    [
      'the id or its first characters name no set or run, or the file is not there',
      'the share or the run folder is another one than was meant',
    ],
    [
      'see which sets there are: restack list --share PATH',
      'see which runs this machine keeps: restack runs list',
    ],
    'error NOT_FOUND: no backup set begins with 0000',
  ),
  NOTHING_CHECKED: explain(
    [
      'the share holds no set, or the filter leaves none',
      'a set has no data file that could be read',
      'a set of a work list has no result: its shard did not run, or was killed',
    ],
    [
      'see what lies there: restack list --share PATH',
      'run the shard again: restack verify --work-list FILE --stamps FILE --shard I/N --results DIR',
    ],
    'error NOTHING_CHECKED: the share holds no backup set',
  ),
  SHARE_UNREACHABLE: explain(
    [
      'the path does not exist, or is no backup share',
      'the share is not mounted, or its file server does not answer',
      'the account may not read it, or the connection broke while it was read',
    ],
    [
      'list the folder with this account by the means of the system',
      'check everything that a night needs: restack doctor --share PATH',
    ],
    'error SHARE_UNREACHABLE: /mnt/backup cannot be read: ENOENT',
  ),
  LOCKED: explain(
    [
      'another restack works on the same target, or on the same run',
      'the holder was started on another machine and is still at work, or was lost with it',
    ],
    [
      'wait for its end, or look at it: restack runs list',
      'when you are sure that it is dead, give its run up: restack runs abandon RUN',
    ],
    'error LOCKED: run 5f0c2a61 (process 4711 on node7) holds the target',
  ),
  TARGET_UNREACHABLE: explain(
    [
      'the name does not resolve, or a firewall or proxy is in the way',
      'the certificate of the target is not trusted, has expired, or is for another name',
      'the cloud is not up yet',
    ],
    [
      'check the way to the target: restack doctor --target URL',
      'give the root certificate that signed it with --ca-file FILE',
    ],
    'error TARGET_UNREACHABLE: adminmanagement.east.contoso.example does not answer: ENOTFOUND',
  ),
  TARGET_AUTH: explain(
    [
      'the secret or certificate of the application is wrong or has expired',
      'the tenant is another one than the directory of the cloud',
      'the person was not signed in in time',
    ],
    ['read which ways to sign in there are: restack help sign-in', 'check it: restack doctor --target URL'],
    'error TARGET_AUTH: the sign-in service refused the application: invalid_client',
  ),
  PERMISSION_MISSING: explain(
    [
      'the sign-in has no role on the subscription, or one that cannot do this',
      'a file or folder of this machine belongs to somebody else, or its disk is full',
      'the process may open no more files',
    ],
    [
      'grant the role that the error names, on the scope that it names; then wait some minutes',
      'change the rights of the file that the error names, or name another with the flag',
    ],
    'error PERMISSION_MISSING: writing role assignments needs Owner on the provider subscription',
  ),
  NO_KEY: explain(
    [
      'the set was sealed for another certificate, often an older one',
      'a .cer was given, which has no private key',
      'the set is of 1.1811 or earlier and wants the legacy key',
    ],
    [
      'see which certificate each set wants: restack list --share PATH',
      'see which of your files opens it: restack keys check BACKUP --share PATH --cert FILE.pfx',
    ],
    'error NO_KEY: no given certificate is 3F2A9C01, which the set was sealed for',
  ),
  WRONG_PASSWORD: explain(
    ['the password is of another file', 'the file with the password ends in more than one line break'],
    ['try it alone: restack certificate inspect FILE.pfx --cert-password-file FILE'],
    'error WRONG_PASSWORD: the password does not open backup.pfx',
  ),
  INTEGRITY: explain(
    [
      'a file was damaged on its way or on its disk, or cut short while it was copied',
      'somebody changed it',
      'two results of one set in a work list contradict each other: it changed between two proofs',
    ],
    [
      'see everything that is wrong with the set: restack verify BACKUP --share PATH --cert FILE.pfx',
      'copy the set anew from the first share, or take an older one: restack list --share PATH',
    ],
    'error INTEGRITY: Plans.bkp: the authentication tag does not match the ciphertext',
  ),
  UNSUPPORTED: explain(
    [
      'the set is of a version of the product that came after this restack',
      'a file uses an algorithm that is not read',
    ],
    ['see whether a newer release reads it; report the message otherwise: restack --version --json'],
    'error UNSUPPORTED: metadata version 3 is not read; expected 1 or 2',
  ),
  SCHEMA: explain(
    ['a record lacks a member or has one of the wrong type', 'the bytes are whole: it was written so'],
    ['see each place: restack verify BACKUP --share PATH --cert FILE.pfx --json'],
    'error SCHEMA: /3/properties/quotaIds: expected an array',
  ),
  REFERENCE: explain(
    [
      'an object was deleted in the cloud while another still named it',
      'two repositories were backed up at different moments',
    ],
    [
      'see each place: restack verify BACKUP --share PATH --cert FILE.pfx --json',
      'leave the records out of a plan with --except KIND/NAME, or skip them with --unmet skip',
    ],
    'error REFERENCE: offer gold refers to plan gold-compute, which is not in the set',
  ),
  INCOMPLETE: explain(
    [
      'the backup of an essential repository failed, or is still under way',
      'a file was deleted or not copied; the Full of a chain was deleted before its Progressives',
      'the newest good set is older than --max-age, or --strict-latest refused what was passed over',
    ],
    [
      'see what is missing: restack show BACKUP --share PATH',
      'take a set that is ready: restack list --share PATH',
      'on a living cloud, take another backup: restack service start --target URL',
    ],
    'error INCOMPLETE: WAS;Plans has no usable snapshot in the set',
  ),
  PLAN_STALE: explain(
    [
      'objects of the target were made, changed or deleted since the plan',
      'the share holds other files under the id, or mapping and decisions are not those of the plan',
      'the night of a work list is over, or the results are those of another list',
    ],
    [
      'plan a night anew: restack fleet plan --stamps FILE --out FILE',
      'plan anew, and read what differs: restack plan BACKUP --target URL --out FILE.plan',
      'if an earlier restore was interrupted: restack runs resume',
    ],
    'error PLAN_STALE: the target has 3 objects that it did not have when the plan was made',
  ),
  PLAN_BLOCKED: explain(
    [
      'the target has other objects under the same names',
      'a principal, a reference or a name needs a decision',
    ],
    [
      'read each blocker and the flags that decide it: restack plan BACKUP --target URL',
      'read what a blocker means: restack explain conflict',
    ],
    'error PLAN_BLOCKED: 4 records are blocked; nothing was written',
  ),
  TARGET_NOT_FRESH: explain(
    ['somebody already works on the new cloud', 'an earlier restore brought objects there'],
    [
      'see whether a run is unfinished: restack runs list',
      'if what is there shall stay, say so with --allow-not-fresh',
    ],
    'error TARGET_NOT_FRESH: the target has 12 user subscriptions',
  ),
  VERSION_DISTANCE: explain(
    ['the new cloud was deployed with another release than the one that wrote the set'],
    [
      'update the new cloud to the release of the set or the next one, and plan again',
      'if you know better, say so with --allow-version-distance',
    ],
    'error VERSION_DISTANCE: the set is of 1.2301, the target of 1.2108',
  ),
  DIFFERENT: explain(
    ['`diff --exit-code` compared two sides that are not equal: that is an answer, no failure'],
    ['read the differences: restack diff A B --share PATH'],
    'error DIFFERENT: 3 records differ',
  ),
  PARTIAL: explain(
    [
      'the cloud refused some objects, or did not show them in time',
      'a capture or a plan could not read everything that it was asked for',
    ],
    ['see which and why: restack runs show', 'mend the cause, then take the run up: restack runs resume'],
    'error PARTIAL: 2 of 331 records did not land',
  ),
  READ_BACK: explain(
    ['the cloud changed what it was sent', 'somebody else changed the object in between'],
    [
      'see which members differ: restack runs show',
      'compare the set with the cloud: restack diff BACKUP --target URL',
    ],
    'error READ_BACK: 1 object differs from what was sent',
  ),
  UNACCOUNTED: explain(
    ['restack lost count of a record: a bug'],
    ['keep the run folder and report it with: restack runs show RUN --json'],
    'error UNACCOUNTED: 1 record ended in no bucket',
  ),
  OBJECTIVE_MISSED: explain(
    ['the recovery took longer than --rto', 'the set was older than --rpo'],
    [
      'see which stage took the time: restack drill BACKUP --share PATH',
      'let the cloud back up more often: restack service configure --target URL --frequency DURATION',
    ],
    'error OBJECTIVE_MISSED: RTO 4h missed: the recovery took 5h 12m',
  ),
  INTERRUPTED: explain(
    ['Ctrl-C, or SIGTERM of a service manager or a pipeline'],
    [RESUME, 'other commands left nothing half-done; run them again'],
    'error INTERRUPTED: stopped by SIGINT',
  ),
};
