import { formatCount } from '../../core/sizes.js';
import { groupByKey } from '../../core/group-by-key.js';
import type { RunsTodoResult, RunTask } from '../../schema/results.js';

/** A part of a to-do list: tasks of one sort, by the reason for them. */
export interface TodoSection {
  readonly title: string;
  readonly byReason: ReadonlyMap<string, readonly RunTask[]>;
}

/** The parts of a to-do list that hold something, in the order in which a person goes through them. */
export function listTodoSections({ tasks, terminal }: RunsTodoResult): readonly TodoSection[] {
  const isStep = ({ steps, note }: RunTask) => steps.length > 0 || note !== null;
  const of = (afterwards: RunTask['afterwards']) => tasks.filter((task) => task.afterwards === afterwards);
  const again = of('restore');
  const sections: readonly (readonly [string, readonly RunTask[]])[] = [
    ['Do this, and it is done', of('nothing')],
    ['Do this, and restore again', again.filter(isStep)],
    ['Another restore brings this, once its reason is gone', again.filter((task) => !isStep(task))],
    ['A resume brings this, once its reason is gone', terminal ? [] : of('resume')],
  ];
  return sections
    .filter(([, own]) => own.length > 0)
    .map(([title, own]) => ({ title, byReason: groupByKey(own, ({ reason }) => reason) }));
}

/** Says of how many records a task is, where it is more than one. */
export function describeTask({ task, records }: RunTask): string {
  return records > 1 ? `${task} (${formatCount(records, 'record')})` : task;
}

/** The words in steps that a person replaces, explained; undefined when there are none. */
export function explainBlanks({ tasks }: RunsTodoResult): string | undefined {
  return tasks.some(({ steps }) => steps.some((step) => step.includes('NEW-ID')))
    ? 'NEW-ID is the object id of that person, group or application in the directory of this cloud.'
    : undefined;
}
