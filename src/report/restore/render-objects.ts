import { nameArmIds } from '../../cloud/arm-id.js';
import { groupByKey } from '../../core/group-by-key.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import type { PlannedActionReport, PlanResult } from '../../schema/results.js';
import { wrapText } from '../layout/text-layout.js';
import { paint, type View } from '../layout/view.js';

/** Names under one reason, and reasons under one kind, that a terminal is shown. */
const SHOWN = 10;

/** The width of a listing. */
interface Listing {
  readonly view: View;
  /** True to list every object with its id behind; false for the first of each group. */
  readonly whole: boolean;
}

/** Renders the kind of a record in words: `role assignment`. */
export function nameKind(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Renders the objects of a plan: by kind, under each action and its reason, by the names that people know them by. */
export function renderObjects({ actions }: PlanResult, listing: Listing): readonly string[] {
  const { view, whole } = listing;
  const say = whole ? (text: string) => text : createTeller(actions);
  return [...groupByKey(actions, ({ kind }) => kind)].flatMap(([kind, ofKind]) => {
    const groups = [...groupByKey(ofKind, ({ action, reason }) => `${nameAction(action)}: ${reason}`)];
    const shown = whole ? groups : groups.slice(0, SHOWN);
    const more = groups.slice(shown.length).reduce((sum, [, of]) => sum + of.length, 0);
    return [
      paint(view, 'strong', `${escapeForTerminal(nameKind(kind))}, ${ofKind.length}`),
      ...shown.flatMap(([title, of]) => [
        ...wrapText(escapeForTerminal(say(title)), view.columns, 2),
        ...(whole ? listWithIds(of, view) : listFirst(of, view)),
      ]),
      ...(more > 0 ? [`  and ${more} more for other reasons`] : []),
      '',
    ];
  });
}

/** Makes a text say names in the place of ids, which no line of a terminal holds. */
export function createTeller(actions: PlanResult['actions']): (text: string) => string {
  const names = new Map(actions.map(({ id, name }) => [id, name]));
  return (text) => nameArmIds(text, names);
}

function nameAction(action: PlannedActionReport['action']): string {
  return action === 'outOfScope' ? 'not replayed' : action;
}

function listWithIds(of: readonly PlannedActionReport[], view: View): readonly string[] {
  return of.flatMap(({ name, id }) => [
    ...wrapText(escapeForTerminal(name), view.columns, 4),
    `      ${escapeForTerminal(id)}`,
  ]);
}

/** Versions of one secret bear one name: they are counted. */
function listFirst(of: readonly PlannedActionReport[], view: View): readonly string[] {
  const names = [...groupByKey(of, ({ name }) => name)];
  const shown = names.slice(0, SHOWN);
  const more = names.slice(SHOWN).reduce((sum, [, same]) => sum + same.length, 0);
  return [
    ...shown.flatMap(([name, { length }]) =>
      wrapText(escapeForTerminal(length > 1 ? `${name}, ${length} of them` : name), view.columns, 4),
    ),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
