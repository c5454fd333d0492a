import { formatDuration } from '../../../core/clock.js';
import type { ReportDocument } from '../../../schema/results.js';
import { BUCKETS, titleOf } from '../report-sections.js';
import { html, type Markup, show } from './html-template.js';

/** Width of a chart in its own units: it is stretched to the page, and holds no text. */
const WIDTH = 1000;

type Span = ReportDocument['timeline'][number];

const FILLS: Readonly<Record<Span['state'], string>> = {
  done: 'work',
  partial: 'caution',
  failed: 'bad',
  skipped: 'quiet',
  pending: 'quiet',
};

/**
 * Draws the spans of a timeline as bars, each with a label in HTML; what was waited is drawn at the end of its bar. Empty
 * where no span tells when it began.
 */
export function drawTimeline({ timeline, objectives }: ReportDocument): readonly Markup[] {
  const spans = timeline.flatMap(({ startMs, durationMs, ...span }) =>
    startMs === null || durationMs === null || span.objects === 0 ? [] : [{ ...span, startMs, durationMs }],
  );
  const wantedMs = objectives.find(({ name }) => name === 'RTO')?.wantedMs ?? 0;
  const endMs = Math.max(0, wantedMs, ...spans.map(({ startMs, durationMs }) => startMs + durationMs));
  if (spans.length === 0 || endMs === 0) return [];
  const scale = (ms: number) => (WIDTH * ms) / endMs;
  const limit = wantedMs === 0 ? null : drawBar(Math.min(scale(wantedMs), WIDTH - 4), 4, 'mark-line');
  const rows = spans.map(({ name, state, startMs, durationMs, waitMs, retries }) => {
    const waited = Math.min(waitMs ?? 0, durationMs);
    const bars = [
      drawBar(scale(startMs), Math.max(2, scale(durationMs - waited)), `fill-${FILLS[state]}`),
      drawBar(scale(startMs + durationMs - waited), scale(waited), 'fill-wait'),
    ];
    const wait = waited > 0 ? `, ${formatDuration(waited)} of it waiting` : '';
    const again = retries === null || retries === 0 ? '' : `, ${retries} retries`;
    const said = `${state}, after ${formatDuration(startMs)}, ${formatDuration(durationMs)}${wait}${again}`;
    return drawRow(name, said, [...bars, ...(limit === null ? [] : [limit])]);
  });
  const keys = [
    ['fill-work', 'working'],
    ['fill-wait', 'waiting'],
    ...(limit === null ? [] : [['mark-line', `the RTO of ${formatDuration(wantedMs)}`]]),
  ];
  return [
    html`<ul class="chart">
      ${rows}
    </ul>`,
    drawLegend(keys),
  ];
}

const BUCKET_FILLS: Readonly<Record<(typeof BUCKETS)[number], string>> = {
  created: 'good',
  adopted: 'good',
  updated: 'good',
  skipped: 'quiet',
  manual: 'caution',
  failed: 'bad',
  outOfScope: 'quiet',
  pending: 'wait',
};

/** Draws the buckets of each kind as parts of one bar, with the numbers beside it. */
export function drawConservation({ conservation }: ReportDocument): readonly Markup[] {
  if (conservation === null || conservation.read === 0) return [];
  const rows = conservation.byKind.map((counts) => {
    let at = 0;
    const filled = BUCKETS.filter((bucket) => counts[bucket] > 0);
    const bars = filled.map((bucket) => {
      const width = (WIDTH * counts[bucket]) / Math.max(1, counts.read);
      at += width;
      return drawBar(at - width, Math.max(1, width - 2), `fill-${BUCKET_FILLS[bucket]}`);
    });
    const parts = filled.map((bucket) => `${counts[bucket]} ${titleOf(bucket)}`);
    return drawRow(counts.kind, `${counts.read} read: ${parts.join(', ')}`, bars);
  });
  const keys = [
    ['fill-good', 'landed'],
    ['fill-caution', 'left to a person'],
    ['fill-bad', 'failed'],
    ['fill-quiet', 'skipped or out of scope'],
    ['fill-wait', 'pending'],
  ];
  return [
    html`<ul class="chart">
      ${rows}
    </ul>`,
    drawLegend(keys),
  ];
}

function drawBar(x: number, width: number, fill: string): Markup {
  return html`<rect
    x="${x.toFixed(1)}"
    y="0"
    width="${Math.max(0, width).toFixed(1)}"
    height="10"
    class="${fill}"
  />`;
}

function drawRow(name: string, said: string, bars: readonly Markup[]): Markup {
  const picture = html`<svg
    viewBox="0 0 ${WIDTH} 10"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${bars}
  </svg>`;
  return html`<li>
    <span>${show(name)}<br /><span class="say">${said}</span></span
    >${picture}
  </li>`;
}

function drawLegend(keys: readonly (readonly string[])[]): Markup {
  const parts = keys.map(
    ([fill = '', name = '']) =>
      html`<svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">${drawBar(0, 10, fill)}</svg>
        ${name} `,
  );
  return html`<p class="legend">${parts}</p>`;
}
