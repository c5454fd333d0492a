/** A reason that plans and reports give in words. */
export interface ReasonEntry {
  readonly bucket:
    'created' | 'adopted' | 'updated' | 'skipped' | 'manual' | 'failed' | 'outOfScope' | 'blocked';
  /** The parts of the words that are always the same; one of them tells the reason. */
  readonly phrases: readonly string[];
  readonly meaning: string;
  readonly action: string;
}

const NOTHING = 'nothing need be done';

/** The reasons for which a record ends in its bucket. A test holds them to the words of the sources. */
export const REASON_CODES = {
  'not-there': {
    bucket: 'created',
    phrases: ['the target does not have it'],
    meaning: 'the object is made',
    action: NOTHING,
  },
  unseen: {
    bucket: 'created',
    phrases: ['no access policy lets the plan see it'],
    meaning:
      'a secret lies in a vault that the plan may not look into; the run opens it, compares, and closes it',
    action: NOTHING,
  },
  equal: {
    bucket: 'adopted',
    phrases: ['the target has it, and it is equal'],
    meaning: 'the object is there as it was captured',
    action: NOTHING,
  },
  'known-equal': {
    bucket: 'adopted',
    phrases: ['has read it back equal'],
    meaning: 'a run of this machine has read the secret back, and its vault shows no newer version',
    action: NOTHING,
  },
  leftover: {
    bucket: 'updated',
    phrases: ['equal, but '],
    meaning: 'the object is equal, but something beside it is not finished',
    action: NOTHING,
  },
  shipped: {
    bucket: 'updated',
    phrases: ['every cloud ships it'],
    meaning: 'the deployment makes the object, in a state of its own',
    action: NOTHING,
  },
  'existing-update': {
    bucket: 'updated',
    phrases: ['--existing update: '],
    meaning: 'the target has the object otherwise, and the policy is to change it',
    action: NOTHING,
  },
  'existing-skip': {
    bucket: 'skipped',
    phrases: ['--existing skip: '],
    meaning: 'the target has the object otherwise, and the policy is to leave it so',
    action: 'to take over the captured state, plan again with --existing KIND=update',
  },
  'left-out': {
    bucket: 'skipped',
    phrases: ['--except leaves it out', '--only leaves it out'],
    meaning: 'the selection of the plan does not hold the record',
    action: 'to bring it, plan again without the flag, or with --only KIND/NAME',
  },
  'unmet-skip': {
    bucket: 'skipped',
    phrases: ['--unmet skip: '],
    meaning: 'something that the record needs does not come, and the policy is to leave it out',
    action: 'bring back what it needs, then restore it with --only KIND/NAME',
  },
  'made-by-deployment': {
    bucket: 'skipped',
    phrases: ['made by the deployment', 'every cloud has it', 'that the deployment makes'],
    meaning: 'every cloud of this kind makes the object itself',
    action: NOTHING,
  },
  'comes-with': {
    bucket: 'skipped',
    phrases: ['comes with it'],
    meaning: 'a base plan comes with its offer, and need not be acquired',
    action: NOTHING,
  },
  'other-state': {
    bucket: 'skipped',
    phrases: ['only enabled and disabled subscriptions come back'],
    meaning: 'the subscription was on its way in or out when the backup was taken',
    action: 'make it anew if somebody misses it',
  },
  duplicate: {
    bucket: 'skipped',
    phrases: ['another record of the set has the same id'],
    meaning: 'the set holds the object twice; the first record is replayed',
    action: 'see both: restack verify BACKUP --share PATH --cert FILE.pfx --json',
  },
  'did-not-land': {
    bucket: 'skipped',
    phrases: ['did not land'],
    meaning: 'something that the record needs failed in this run',
    action: 'mend the cause, then: restack runs resume',
  },
  'not-finished': {
    bucket: 'skipped',
    phrases: ['needs it as it is now, and is not finished'],
    meaning: 'the last step of the object would shut out others that are not finished',
    action: 'take the run up: restack runs resume',
  },
  stopped: {
    bucket: 'skipped',
    phrases: ['--fail-fast stopped the run'],
    meaning: 'the run stopped at its first failure, as it was told to',
    action: 'take the run up: restack runs resume',
  },
  'target-lost': {
    bucket: 'skipped',
    phrases: ['the target was lost'],
    meaning: 'the target stopped answering, or refused the sign-in, and asking on made no sense',
    action: 'when the target is back: restack runs resume',
  },
  'no-group': {
    bucket: 'manual',
    phrases: ['its id names no resource group'],
    meaning: 'the record has an id that no cloud accepts',
    action: 'make the object by hand: restack runs todo',
  },
  'no-plan': {
    bucket: 'manual',
    phrases: ['the set has no plan named'],
    meaning: 'an add-on was acquired of a plan that the set does not hold',
    action: 'make the plan, then acquire it anew for the subscription',
  },
  'no-vault': {
    bucket: 'manual',
    phrases: ['the set has no vault named'],
    meaning: 'a secret belongs to a vault that the set does not hold',
    action: 'create the vault and set the secret',
  },
  certificate: {
    bucket: 'manual',
    phrases: ['backs a certificate'],
    meaning: 'the secret is the hidden half of a certificate, which no call can write',
    action: 'import the certificate into the vault',
  },
  'one-directory': {
    bucket: 'manual',
    phrases: ['a cloud with AD FS has one directory'],
    meaning: 'guest directories do not exist on a cloud with AD FS',
    action: 'map the directory to the home directory with --map FILE',
  },
  consent: {
    bucket: 'manual',
    phrases: ['must still consent'],
    meaning: 'the directory is registered, and its own administrator must let the cloud in',
    action: 'send the administrator the command: restack runs todo',
  },
  'untold-offer': {
    bucket: 'manual',
    phrases: ['it is private, and the set does not tell', 'may be acquired once, and the set does not tell'],
    meaning: 'the set comes from the subscriptions database, which does not tell all of an offer',
    action: 'set the state of the offer in the portal',
  },
  'reseller-offer': {
    bucket: 'manual',
    phrases: ['can be made only by the reseller'],
    meaning: 'an offer that a reseller made can be made only by the reseller',
    action: 'have it made under the same name, then restore with --only KIND/NAME',
  },
  'closed-vault': {
    bucket: 'manual',
    phrases: ['nobody can be let into the vault'],
    meaning: 'the subscription of the vault is disabled, so that its secrets cannot be compared',
    action: 'enable the subscription, then restore with --only KIND/NAME --allow-not-fresh',
  },
  stranger: {
    bucket: 'manual',
    phrases: ['grant the role to whom it belongs now', 'grant it to whom it belongs now'],
    meaning: 'the grant names somebody whom the target cannot know',
    action: 'grant it to the successor: restack runs todo',
  },
  'access-left': {
    bucket: 'failed',
    phrases: ['own access could not be taken away again'],
    meaning: 'the vault is whole, and still has the access policy that the run gave itself',
    action: 'take the run up, which takes it away: restack runs resume',
  },
  'not-read-back': {
    bucket: 'failed',
    phrases: ['could not be read back'],
    meaning: 'the object was written, and the target was lost before it could be looked at',
    action: 'take the run up: restack runs resume',
  },
  'not-replayed': {
    bucket: 'outOfScope',
    phrases: ['records of this kind are not replayed yet'],
    meaning: 'restack reads and counts the kind, and does not replay it',
    action: 'see what the set holds: restack show BACKUP KIND --records --share PATH',
  },
  differs: {
    bucket: 'blocked',
    phrases: ['the target has it with another', 'the target already has it'],
    meaning: 'the target has the object, and no policy says what becomes of it',
    action: 'see the flags that decide it: restack explain conflict',
  },
} as const satisfies Readonly<Record<string, ReasonEntry>>;
