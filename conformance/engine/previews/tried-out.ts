import type { Reading } from "../../cases/reading.ts";
import type { Asked } from "./asked.ts";

/** What was seen of a preview: it promised an update and wrote nothing, it promised none, or what is stored changed, whoever wrote. */
export type LookedAt = "promised" | "quiet" | "moved";

/** What became of a preview: whether it promised an update and wrote nothing, and whether what is stored changed. */
export interface TriedOut {
  readonly reading: Reading;
  readonly hasTold: boolean;
  readonly hasMoved: boolean;
}

/** The server refused it, for good: 429 says to send it again. */
export const isRefused = ({ outcome }: Reading): boolean =>
  outcome.kind === "response" && outcome.status >= 400 && outcome.status < 500 && outcome.status !== 429;

/** The operation was carried out. */
export const isAnswered = ({ reading: { outcome } }: Pick<Asked, "reading">): boolean =>
  outcome.kind === "response" && outcome.status === 200;
