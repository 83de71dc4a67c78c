import { type Html, html } from "./markup.ts";

/** The size of a plot in CSS pixels, and the room around its axes. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Text does not scale with a plot, so each is drawn for a narrow screen and for a wide one; the stylesheet shows one of them. */
const WIDTHS = { narrow: 352, wide: 1040 } as const;

const MARGINS = { left: 52, right: 16, top: 22, bottom: 34 } as const;

/** A coordinate as it is written: a tenth of a pixel is not seen. */
export const px = (at: number): string => at.toFixed(1);

/** A mark on an axis: where, in pixels, and what it says. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The ticks of the axis below. */
export const ticksBelow = (ticks: readonly Tick[], { height, bottom }: Frame): Html =>
  html`<g class="axis">${ticks.map(
    ({ at, text }) =>
      html`<line x1="${px(at)}" x2="${px(at)}" y1="${height - bottom}" y2="${height - bottom + 5}"/><text x="${px(at)}" y="${height - bottom + 19}" text-anchor="middle">${text}</text>`,
  )}</g>`;

/** The ticks of the axis on the left, each with a line across. */
export const ticksLeft = (ticks: readonly Tick[], { width, left, right }: Frame): Html =>
  html`<g class="axis">${ticks.map(
    ({ at, text }) =>
      html`<line class="across" x1="${left}" x2="${width - right}" y1="${px(at)}" y2="${px(at)}"/><text x="${left - 8}" y="${px(at + 4)}" text-anchor="end">${text}</text>`,
  )}</g>`;

/** A plot with its title and a sentence that says what it shows to whoever does not see it. `draw` draws it into a frame. */
export const plotFigure = (
  title: string,
  sentence: string,
  height: number,
  draw: (frame: Frame) => Html,
): Html => html`<figure>
<h3>${title}</h3>
${Object.entries(WIDTHS).map(
  ([name, width]) =>
    html`<svg class="plot ${name}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}: ${sentence}">${draw({ width, height, ...MARGINS })}</svg>`,
)}
<figcaption>${sentence}</figcaption>
</figure>`;
