import type { IncomingHttpHeaders } from "node:http";
import type { Reply } from "../front/reply.ts";

/** A server with a memory, which the mock can put behind its address. What is behind it is no business of the mock's. */
export interface StateBackend {
  /** Answers a request of the operation. */
  readonly answer: (headers: IncomingHttpHeaders, body: Buffer) => Promise<Reply>;
  /** Starts over from the fleet in force. */
  readonly reset: () => Promise<void>;
  /** The fleet in force as it is now, as JSON in the form that `replaceFleet` takes. */
  readonly fleet: () => Promise<unknown>;
  /** Starts over from another fleet. Resolves with null, or with what is wrong with the fleet, in which case the old one stays. */
  readonly replaceFleet: (fleet: unknown) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** Starts a backend on its own fleet. */
export type OpenStateBackend = () => Promise<StateBackend>;
