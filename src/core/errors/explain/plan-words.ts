import { explain, type Explanation } from './explanation.js';

const PLAN = 'see each with the flags that decide it: restack plan BACKUP --target URL';

/** A word of plans and reports with its meaning. */
export interface ExplainedWord extends Explanation {
  readonly meaning: string;
}

const word = (meaning: string, explanation: Explanation): ExplainedWord => ({ meaning, ...explanation });

/** The codes that block a plan. Source: schemas/cli/plan.json. */
export const BLOCKER_WORDS = {
  conflict: word(
    'the target has an object there that differs',
    explain(
      ['somebody made it on the new cloud', 'an earlier restore ended early, or brought an older set'],
      [
        PLAN,
        'take over the captured state with --existing KIND=update, or keep what is there with --existing KIND=skip',
      ],
      'blocked conflict: plan gold: the target has it with another description',
    ),
  ),
  reference: word(
    'a record needs something that neither the set nor the target has',
    explain(
      ['the object was deleted before the backup', 'the target is of another shape than the first cloud'],
      [PLAN, 'make the object on the target, or leave the record out with --except KIND/NAME'],
      'blocked reference: offer gold: needs plan gold-compute, which is nowhere',
    ),
  ),
  cycle: word(
    'records need each other in a circle, so that none can come first',
    explain(
      ['the first cloud was changed by hand so that it came about step by step'],
      [PLAN, 'leave one of them out with --except KIND/NAME and make it by hand'],
      'blocked cycle: they need each other in a circle: group a needs group b needs group a',
    ),
  ),
  order: word(
    'a record needs another one that a later stage makes',
    explain(
      ['a reference that the stages of a restore do not provide for'],
      [PLAN, 'leave it out with --except KIND/NAME, and restore it in a second run with --only KIND/NAME'],
      'blocked order: needs offer gold, which does not come before it',
    ),
  ),
  name: word(
    'a name is taken, or two records would get one name',
    explain(
      ['another object of the target bears it', 'a mapping brings two names together'],
      [PLAN, 'map one of them to another name: restack plan BACKUP --target URL --map FILE'],
      'blocked name: the target has another one of that name',
    ),
  ),
  softDeleted: word(
    'a vault that was deleted and not purged still holds the name',
    explain(
      ['vaults are kept for some time after their deletion, and their names with them'],
      [PLAN, 'purge or recover the vault, or map the name to another one (vaultNames)'],
      'blocked softDeleted: the name is held by a vault that was deleted and not purged',
    ),
  ),
  principal: word(
    'a user, group or application is named that the target cannot know',
    explain(
      ['the new cloud has another directory or another AD FS, in which everybody has a new id'],
      [
        'write a mapping to fill in: restack plan BACKUP --target URL --map-template FILE',
        'or leave these grants to a person with --unmapped manual',
      ],
      'blocked principal: principal S-1-5-21-… is in no mapping',
    ),
  ),
  unmet: word(
    'a record hangs on something that is left to a person, skipped, or shut',
    explain(
      ['what it needs was left out by --only, --except or --existing skip', 'a person has to make it first'],
      [PLAN, 'leave out what hangs on it with --unmet skip, and restore that in a second run'],
      'blocked unmet: needs directory fabrikam, which is left to a person',
    ),
  ),
} as const satisfies Readonly<Record<string, ExplainedWord>>;

/** The buckets of a report. Source: schemas/cli/restore.json. */
export const BUCKET_WORDS = {
  created: word(
    'the target did not have the object; the run made it and read it back',
    explain(['the normal case on a fresh cloud'], ['nothing need be done'], '12 created'),
  ),
  adopted: word(
    'the target had the object already, and it is equal',
    explain(
      ['a restore of the same set went before', 'every cloud makes the object'],
      ['nothing need be done'],
      '3 adopted',
    ),
  ),
  updated: word(
    'the target had the object, and it was changed to what the set holds',
    explain(
      ['--existing update, or an object that every cloud ships in a state of its own'],
      ['nothing need be done'],
      '1 updated',
    ),
  ),
  skipped: word(
    'the record was left out, and a reason says why',
    explain(
      ['a policy left it out', 'the deployment makes it', 'what it needs did not land'],
      ['see the reason of each: restack runs show', 'what failed can be taken up again: restack runs resume'],
      'skipped: --except leaves it out',
    ),
  ),
  manual: word(
    'the public API cannot replay it, or not all of it: the rest is left to a person',
    explain(
      ['a consent, a certificate, a reseller’s offer, or a grant to somebody whom the target cannot know'],
      ['see what to do, in words to act on: restack runs todo'],
      'manual: backs a certificate; import the certificate web into the vault kv',
    ),
  ),
  failed: word(
    'the target refused it, did not answer, or lost it',
    explain(
      ['the reason repeats what the target said'],
      ['see the reason of each: restack runs show', 'mend the cause, then: restack runs resume'],
      'failed: the target answered with 409 Conflict',
    ),
  ),
  outOfScope: word(
    'records of this kind are not replayed',
    explain(
      ['the kind is read and counted, and has no way back through the public API yet'],
      ['compare it by hand after the restore: restack extract BACKUP --out DIR --share PATH'],
      'outOfScope: records of this kind are not replayed yet',
    ),
  ),
} as const satisfies Readonly<Record<string, ExplainedWord>>;
