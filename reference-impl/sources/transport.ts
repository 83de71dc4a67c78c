import type { Clock } from "../clock.ts";

/** One prpc call. `path` is the whole path with its query. */
export interface JsonPost {
  readonly path: string;
  readonly body: string;
  /** Sent beside the content type. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a call may cost. */
export interface CallLimits {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** How often a call is made in all; only faults that may pass (no answer, or a 5xx) are tried again. */
  readonly attempts: number;
}

/** What one try came to. `isHeard`: an answer came, of whatever status, to its end or to the limit. */
export type Try =
  | { readonly kind: "answered"; readonly body: Buffer }
  | { readonly kind: "failed"; readonly why: string; readonly canPass: boolean; readonly isHeard: boolean };

/** How one node is reached. */
export interface Transport {
  /** Makes a call once. Never rejects: the node's faults are data. */
  readonly post: (post: JsonPost, limits: CallLimits, clock: Clock) => Promise<Try>;
  /** Ends its connections, where it has any: calls under way fail. */
  readonly close: () => Promise<void>;
}
