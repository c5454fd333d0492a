import type { ComparisonRules } from '../../../src/use-cases/restore/comparison.js';
import { KINDS } from '../../../src/use-cases/restore/kinds/index.js';
import { STAGES } from '../../../src/use-cases/restore/stage-order.js';

/** The rows that src/restore/README.md must hold, as they stand there without padding. */
export function listStageRows(): readonly string[] {
  return STAGES.map(({ name, title, reason }) => `| \`${name}\` | ${title} | ${reason} |`);
}

/** One row for each kind and sort of tolerance. */
export function listToleranceRows(): readonly string[] {
  return Object.values(KINDS).flatMap(({ kind, rules }) =>
    listTolerances(rules).map(([sort, paths]) => `| \`${kind}\` | ${sort} | ${paths} |`),
  );
}

function listTolerances(rules: ComparisonRules): readonly (readonly [string, string])[] {
  const join = (paths: readonly string[] = []) => paths.map((path) => `\`${path}\``).join(', ');
  const pairs = (of: object = {}) =>
    Object.entries(of).map(([path, to]) => `${path} = ${JSON.stringify(to)}`);
  const all: readonly (readonly [string, string])[] = [
    ['the server’s: not sent, not compared', join(rules.serverOwned)],
    ['shown where nothing was sent', join(pairs(rules.defaults))],
    ['case', join(rules.anyCase)],
    ['order', join(rules.anyOrder)],
    ['all but the name', join(rules.byName)],
    ['spelling', join(pairs(rules.aliases))],
    ['compared, never shown', join(rules.secret)],
  ];
  return all.filter(([, paths]) => paths !== '');
}
