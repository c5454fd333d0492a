import type { PayloadKind } from '../../../schema/payloads.js';
import type { DescribedRecord } from './describe-records.js';

/**
 * The reason why records cannot be replayed as they are. `conflict`: the target has a different object there;
 * `reference`: something they need is nowhere; `cycle`: they need each other; `order`: something they need would come
 * too late; `name`: the name is taken; `softDeleted`: a deleted vault still holds the name; `principal`: the target
 * cannot know it.
 */
export type ObstacleCode =
  'conflict' | 'reference' | 'cycle' | 'order' | 'name' | 'softDeleted' | 'principal';

/** An obstacle to replaying records of the set. */
export interface Obstacle {
  readonly code: ObstacleCode;
  /** At least one. */
  readonly records: readonly DescribedRecord[];
  readonly reason: string;
}

/** An obstacle as a plan shows it. */
export interface Blocker {
  readonly code: ObstacleCode;
  /** The first of the records that it blocks. */
  readonly kind: PayloadKind;
  readonly id: string;
  readonly reason: string;
  /** The number of records that it blocks. */
  readonly records: number;
  /** The number of subscriptions that could not be used because of it. */
  readonly subscriptions: number;
}
