/**
 * The commands in the order in which a night needs them, ids as oclif has them: look and prove, plan, bring back,
 * rehearse, and then the cloud's own side. A test holds this list to the files of `src/commands`.
 */
const COMMAND_ORDER: readonly string[] = [
  'doctor',
  'list',
  'show',
  'verify',
  'digest',
  'keys:check',
  'plan',
  'restore',
  'runs:list',
  'runs:show',
  'runs:resume',
  'runs:todo',
  'runs:abandon',
  'report',
  'evidence:pack',
  'evidence:verify',
  'diff',
  'drill',
  'explain',
  'extract',
  'archive:pack',
  'archive:unpack',
  'capture',
  'certificate:create',
  'certificate:inspect',
  'database:inspect',
  'service:show',
  'service:configure',
  'service:enable',
  'service:disable',
  'service:start',
  'service:backups',
  'service:prune',
  'fleet:plan',
  'fleet:merge',
  'config:view',
  'completion',
  'controller:start',
];

/** Ids of commands that have no place yet, and places of commands that are not there. */
export function listMisplaced(ids: readonly string[]): readonly string[] {
  return [
    ...ids.filter((id) => !COMMAND_ORDER.includes(id)),
    ...COMMAND_ORDER.filter((id) => !ids.includes(id)),
  ];
}

/** Sorts commands as a night needs them; one without a place comes last. */
export function sortCommands<C extends { readonly id: string }>(commands: readonly C[]): C[] {
  const rank = ({ id }: C): number => {
    const found = COMMAND_ORDER.indexOf(id);
    return found === -1 ? COMMAND_ORDER.length : found;
  };
  return commands.toSorted((left, right) => rank(left) - rank(right));
}
