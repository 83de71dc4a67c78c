import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Keys } from "../../conformance/index.ts";

/** The reference implementation, started for a check: in memory, on a free loopback port, with the small fleet and its keys. */
export interface EmbeddedReference {
  readonly url: URL;
  readonly keys: Keys;
  /** Its test state. */
  readonly stateUrl: URL;
  readonly close: () => Promise<void>;
}

/** What the thread of the embedded reference tells. */
export type ThreadMessage =
  | { readonly kind: "listening"; readonly url: string; readonly keys: Keys }
  | { readonly kind: "problem"; readonly text: string };

/** The thread's program, as source or as built. */
const PROGRAM = new URL(`./embedded-reference-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Starts the embedded reference, in a thread of its own: it answers while what it answered before is judged, as another process would.
 * `onProblem` is told of every problem that is not the client's. Rejects where it can't start.
 */
export const startEmbeddedReference = async (onProblem: (problem: string) => void): Promise<EmbeddedReference> => {
  const thread = new Worker(PROGRAM);
  const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  const { url, keys } = await new Promise<ThreadMessage & { readonly kind: "listening" }>((resolve, reject) => {
    thread.on("message", (message: ThreadMessage) => {
      if (message.kind === "listening") resolve(message);
      else onProblem(message.text);
    });
    // Once it listens nobody hears the rejection any more.
    thread.on("error", (problem) => {
      onProblem(String(problem));
      reject(problem);
    });
    thread.once("exit", (code) => reject(new Error(`The embedded reference ended with ${code} before it listened.`)));
  });
  return {
    url: new URL(url),
    stateUrl: new URL("/__state", url),
    keys,
    close: async () => {
      thread.postMessage("close");
      await ended;
    },
  };
};
