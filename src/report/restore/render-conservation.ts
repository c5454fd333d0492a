import type { ConservationCounts, DrillResult } from '../../schema/results.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import type { Tone, View } from '../layout/view.js';

type Bucket = keyof ConservationCounts;

const TITLES: Readonly<Record<Bucket, string>> = {
  read: 'READ',
  created: 'CREATED',
  adopted: 'ADOPTED',
  updated: 'UPDATED',
  skipped: 'SKIPPED',
  manual: 'MANUAL',
  failed: 'FAILED',
  outOfScope: 'NOT REPLAYED',
};

const ALWAYS: readonly Bucket[] = ['read', 'created', 'failed'];
const BUCKETS: readonly Bucket[] = [
  'read',
  'created',
  'adopted',
  'updated',
  'skipped',
  'manual',
  'failed',
  'outOfScope',
];

const TONES: Readonly<Partial<Record<Bucket, Tone>>> = {
  created: 'good',
  manual: 'caution',
  failed: 'bad',
};

/**
 * Renders every kind with the buckets that its records ended in, and the sum below. A bucket that holds nothing at all
 * is left out, so that the table fits 80 columns.
 */
export function renderConservation(conservation: DrillResult['conservation'], view: View): readonly string[] {
  const shown = BUCKETS.filter((bucket) => ALWAYS.includes(bucket) || conservation[bucket] > 0);
  const columns: readonly Column[] = [
    { title: 'KIND', shrinkTo: 12 },
    ...shown.map((bucket) => ({ title: TITLES[bucket], align: 'right' as const })),
  ];
  const row = (name: string, counts: ConservationCounts): readonly Cell[] => [
    name,
    ...shown.map((bucket) => renderCount(counts[bucket], TONES[bucket])),
  ];
  const rows = conservation.byKind.map((kind) => row(kind.kind, kind));
  return renderTable(columns, [...rows, row('total', conservation)], { view });
}

const WORDS: Readonly<Record<Bucket, string>> = {
  read: 'read',
  created: 'created',
  adopted: 'adopted',
  updated: 'updated',
  skipped: 'skipped',
  manual: 'left to you',
  failed: 'failed',
  outOfScope: 'not replayed',
};

/** The sum of all kinds in one line: `72 read: 70 created, 2 left to you, 0 failed`. */
export function summarizeConservation(counts: ConservationCounts): Cell {
  const shown = BUCKETS.slice(1).filter((bucket) => ALWAYS.includes(bucket) || counts[bucket] > 0);
  const ends = shown.map((bucket) => `${counts[bucket]} ${WORDS[bucket]}`);
  return { text: `${counts.read} read: ${ends.join(', ')}`, tone: counts.failed > 0 ? 'bad' : 'quiet' };
}

function renderCount(count: number, tone: Tone | undefined): Cell {
  return count > 0 && tone !== undefined ? { text: String(count), tone } : String(count);
}
