import { BUCKET_GROWTH } from "../../report/latency-histogram.ts";
import type { Report } from "../../report/report.ts";
import { countText, durationText } from "../number-text.ts";
import { type Html, html } from "./markup.ts";
import { type Frame, plotFigure, px, ticksBelow, ticksLeft } from "./plot-frame.ts";
import { logScale, roundedScale } from "./scale.ts";

/** A report's buckets are narrower than a pixel: each bar holds several. */
const BUCKETS_A_BAR = 6;

/** From here on there is room for three ticks a power of ten, not one. */
const ROOMY_PX = 600;

/** What a marker's name takes. */
const LABEL_PX = 30;

interface Bar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

const barsOf = (buckets: Report["latencyMs"]["buckets"]): readonly Bar[] => {
  const counts = new Map<number, number>();
  for (const [bucket, count] of Object.entries(buckets)) {
    const bar = Math.floor(Number(bucket) / BUCKETS_A_BAR);
    counts.set(bar, (counts.get(bar) ?? 0) + count);
  }
  const edge = (bar: number): number => BUCKET_GROWTH ** (bar * BUCKETS_A_BAR - 0.5);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bar, count]) => ({ fromMs: edge(bar), toMs: edge(bar + 1), count }));
};

const draw = (bars: readonly Bar[], { p50, p95, p99 }: Report["latencyMs"], frame: Frame): Html => {
  const { width, height, left, right, top, bottom } = frame;
  const fastestMs = Math.min(...bars.map(({ fromMs }) => fromMs));
  const x = logScale([fastestMs, Math.max(...bars.map(({ toMs }) => toMs))], [left, width - right]);
  const y = roundedScale(Math.max(...bars.map(({ count }) => count)), [height - bottom, top], 4);
  const digits = width < ROOMY_PX ? "1" : "[125]";
  const round = x.ticks.filter((ms) => new RegExp(`^${digits}0*$|^0\\.0*${digits}$`).test(String(ms)));
  const markers = [
    { name: "p50", ms: p50 },
    { name: "p95", ms: p95 },
    { name: "p99", ms: p99 },
  ];
  return html`${ticksLeft(
    y.ticks.filter(Number.isInteger).map((count) => ({ at: y(count), text: countText(count) })),
    frame,
  )}
<g class="histogram">${bars.map(
    ({ fromMs, toMs, count }) =>
      html`<rect x="${px(x(fromMs))}" width="${px(Math.max(1, x(toMs) - x(fromMs) - 1))}" y="${px(y(count))}" height="${px(height - bottom - y(count))}"/>`,
  )}</g>
<g class="markers">${markers.map(({ name, ms }, index) => {
    const at = Math.max(left, x(Math.max(ms, fastestMs)));
    // Two to the left, one of them lower, and one to the right: three of them may stand close together.
    const isLeft = (index < 2 && at > left + LABEL_PX) || at > width - right - LABEL_PX;
    return html`<line x1="${px(at)}" x2="${px(at)}" y1="${top - 4}" y2="${height - bottom}"/><text x="${px(at + (isLeft ? -4 : 4))}" y="${top - 8 + (index === 1 ? 14 : 0)}" text-anchor="${isLeft ? "end" : "start"}">${name}</text>`;
  })}</g>
${ticksBelow(
  round.map((ms) => ({ at: x(ms), text: durationText(ms) })),
  frame,
)}`;
};

/** How long answers took, as a histogram over a logarithmic scale; null where there were none. */
export const latencyPlot = ({ latencyMs }: Report): Html | null => {
  const bars = barsOf(latencyMs.buckets);
  if (bars.length === 0) return null;
  const sentence = `Half of all answers took ${durationText(latencyMs.p50)} at most, 95 in a hundred ${durationText(latencyMs.p95)}, 99 in a hundred ${durationText(latencyMs.p99)}; the slowest took ${durationText(latencyMs.max)}.`;
  return plotFigure("Latency", sentence, 240, (frame) => draw(bars, latencyMs, frame));
};
