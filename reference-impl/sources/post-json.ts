import type { Clock } from "../clock.ts";
import type { Answer } from "../refresh/evidence.ts";
import type { CallLimits, JsonPost, Transport, Try } from "./transport.ts";

/** Has a try sent now or when it is its turn, or not at all: then null. */
export type Turn = (send: () => Promise<Try>) => Promise<Try | null>;

/**
 * Posts JSON and reads the body that answers it with 200, within the limits. Never rejects: the upstream's faults are data. Each try
 * waits for a turn of its own.
 */
export const postJson = async <Value>(
  transport: Transport,
  post: JsonPost,
  read: (body: Buffer) => Answer<Value>,
  limits: CallLimits,
  clock: Clock,
  turn: Turn = (send) => send(),
): Promise<Answer<Value>> => {
  let why = "it was never called";
  for (let attempt = 0; attempt < limits.attempts; attempt += 1) {
    const result = await turn(() => transport.post(post, limits, clock));
    if (result === null) break;
    if (result.kind === "answered") return read(result.body);
    why = result.why;
    if (!result.canPass) break;
  }
  return { kind: "failed", why };
};
