import type { Report } from "../../report/report.ts";
import { counted, countText, durationText } from "../number-text.ts";
import { type Html, html } from "./markup.ts";
import { type Frame, plotFigure, px, ticksBelow, ticksLeft } from "./plot-frame.ts";
import { linearScale, roundedScale } from "./scale.ts";

type Timeline = Report["timeline"];

/** A phase narrower than its name is drawn without it. */
const PX_A_LETTER = 7;

/** Phases that take so many times as long as the run did overlap. */
const SIDE_BY_SIDE = 1.2;

interface Band {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Phases follow each other, so that their durations tell when each was. Not so in the report of shards, which ran side by side: there
 * the phases take longer than the whole, and none is drawn.
 */
const bandsOf = ({ phases }: Report, endMs: number): readonly Band[] => {
  const bands: Band[] = [];
  for (const { name, durationMs } of phases) {
    const fromMs = bands.at(-1)?.toMs ?? 0;
    if (durationMs > 0) bands.push({ name, fromMs, toMs: fromMs + durationMs });
  }
  return (bands.at(-1)?.toMs ?? 0) > endMs * SIDE_BY_SIDE ? [] : bands;
};

const draw = (report: Report, { stretchMs, stretches }: Timeline, frame: Frame): Html => {
  const { width, height, left, right, top, bottom } = frame;
  const perSecond = (count: number): number => (count / stretchMs) * 1000;
  const endMs = stretches.length * stretchMs;
  const x = linearScale([0, endMs], [left, width - right], Math.floor(width / 110));
  const y = roundedScale(
    Math.max(1, ...stretches.map(({ requests }) => perSecond(requests))),
    [height - bottom, top],
    4,
  );
  // A step for each stretch, closed along the axis.
  const shape = (of: "requests" | "failures"): string => {
    const steps = stretches.map((stretch, index) => {
      const at = px(y(perSecond(stretch[of])));
      return `L${px(x(index * stretchMs))},${at}L${px(x((index + 1) * stretchMs))},${at}`;
    });
    return `M${px(x(0))},${px(y(0))}${steps.join("")}L${px(x(endMs))},${px(y(0))}Z`;
  };
  return html`<g class="bands">${bandsOf(report, endMs).map(({ name, fromMs, toMs }, index) => {
    const from = x(Math.min(fromMs, endMs));
    const to = x(Math.min(toMs, endMs));
    const isNamed = to - from > name.length * PX_A_LETTER;
    return html`<rect class="${index % 2 === 0 ? "even" : "odd"}" x="${px(from)}" width="${px(to - from)}" y="${top}" height="${height - top - bottom}"/>${
      isNamed ? html`<text x="${px(from + 4)}" y="${top - 7}">${name}</text>` : null
    }`;
  })}</g>
${ticksLeft(
  y.ticks.map((count) => ({ at: y(count), text: countText(count) })),
  frame,
)}
<path class="requests" d="${shape("requests")}"/><path class="failures" d="${shape("failures")}"/>
${ticksBelow(
  x.ticks.map((ms) => ({ at: x(ms), text: durationText(ms) })),
  frame,
)}`;
};

/** How many requests a second were answered over the time of the run, and how many failed; null where there were none. */
export const timelinePlot = (report: Report): Html | null => {
  const { timeline } = report;
  const requests = timeline.stretches.reduce((sum, stretch) => sum + stretch.requests, 0);
  const failures = timeline.stretches.reduce((sum, stretch) => sum + stretch.failures, 0);
  if (requests === 0) return null;
  const average = (requests / (timeline.stretches.length * timeline.stretchMs)) * 1000;
  const sentence = `${counted(requests, "request")}, ${countText(average)} a second on average; ${failures === 0 ? "none" : countText(failures)} got a 5xx or no answer.`;
  return plotFigure("Requests a second", sentence, 220, (frame) => draw(report, timeline, frame));
};
