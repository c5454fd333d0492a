import type { OrderRow } from './order-row.js';

const OWN_GROUP = 'the commands of one word call their own group of app, and show its results';

/** Inside `commands`. */
export const COMMAND_ROWS: readonly OrderRow[] = [
  { of: 'commands/archive', reason: OWN_GROUP, outside: ['cli', 'app/archive', 'report/share'] },
  {
    of: 'commands/certificate',
    reason: OWN_GROUP,
    outside: ['cli', 'app/certificate', 'report/certificate'],
  },
  {
    of: 'commands/keys',
    reason: 'keys are checked by what opens certificates',
    outside: ['cli', 'app/certificate', 'report/certificate'],
    packages: [],
  },
  { of: 'commands/runs', reason: OWN_GROUP, outside: ['cli', 'app/runs', 'report/restore'] },
  { of: 'commands/service', reason: OWN_GROUP, outside: ['cli', 'app/service', 'report/service'] },
  {
    of: 'commands/controller',
    reason: 'the controller speaks for itself while it runs: there is no result to show',
    outside: ['cli', 'app/controller'],
  },
];
