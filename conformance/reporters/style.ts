import { styleText } from "node:util";

/** What a piece of text means, which decides its colour. */
export type Tone = "good" | "bad" | "warning" | "faint" | "strong";

const formats = { good: "green", bad: "red", warning: "yellow", faint: "dim", strong: "bold" } as const;

/** Colours text by what it means; without colours it is the identity. */
export type Style = (tone: Tone, text: string) => string;

/** The style of an output that has colours, or of one that has none. */
export const styleFor = (hasColours: boolean): Style =>
  hasColours ? (tone, text) => styleText(formats[tone], text, { validateStream: false }) : (_, text) => text;
