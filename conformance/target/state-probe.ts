import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import type { StoredView } from "../cases/stored.ts";
import { MAX_ANSWER_BYTES, TOO_LONG_BODY } from "./answer-limits.ts";
import { CutOffError } from "./cut-off-error.ts";
import { decodeState } from "./decode-state.ts";
import { type Connection, STRAIGHT } from "./connection/connection.ts";
import { openDispatcher } from "./connection/open-dispatcher.ts";
import type { InProcessApp } from "./in-process/app.ts";
import { askStore, type StoreAnswer } from "./in-process/ask-store.ts";
import { findTheRequest, LostError, lostOnTheWay } from "./lost-error.ts";
import { StateError } from "./state-error.ts";

/** Looks into the server's store, and puts it back as it was. Both reject with `StateError`, or with `LostError` where they had worked before. */
export interface StateProbe {
  readonly read: () => Promise<StoredView>;
  readonly restore: () => Promise<void>;
}

/** The whole text, where it is no longer than answers may be. */
const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(TOO_LONG_BODY);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

const decode = (url: URL, json: unknown): StoredView => {
  const decoded = decodeState(json);
  if (decoded.kind === "problem") throw new StateError(url.href, decoded.problem);
  return decoded.view;
};

/** How a state probe is reached. */
export interface StateProbeOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How it is reached; straight where that is left out. */
  readonly connection?: Connection;
  /** The server whose store it is, where that is in this process. */
  readonly app?: InProcessApp | null;
  /** Requests to the server go out one after the other. */
  readonly isOneByOne?: boolean;
  /** Ends every call, which then rejects with `CutOffError`. */
  readonly cutOff: AbortSignal;
}

/** A call that fails is made so often in all: a server may be restarting. */
const TRIES = 4;
const PAUSE_MS = 500;

/** Opens a state probe. Nothing is sent before the first call. */
export const openStateProbe = (options: StateProbeOptions): StateProbe => {
  const { url, headers, timeoutMs, app, cutOff, connection = STRAIGHT } = options;
  const dispatcher = openDispatcher(url, connection, {});
  cutOff.addEventListener("abort", () => dispatcher.destroy(), { once: true });
  let hasWorked = false;

  const answerTo = async (method: "GET" | "PUT", tooLong: AbortSignal): Promise<StoreAnswer> => {
    const body = method === "PUT" ? "{}" : null;
    const all = body === null ? headers : { ...headers, "content-type": "application/json" };
    if (app !== undefined && app !== null) return askStore(app, { method, url, headers: all, body, timeoutMs, cutOff });
    const signal = AbortSignal.any([cutOff, tooLong]);
    const response = await request(url, { method, headers: all, body, signal, dispatcher });
    return { statusCode: response.statusCode, text: await textOf(response.body) };
  };

  const callOnce = async (method: "GET" | "PUT"): Promise<unknown> => {
    // All of it counts: an answer may come byte by byte.
    const tooLong = AbortSignal.timeout(timeoutMs);
    try {
      const { statusCode, text } = await answerTo(method, tooLong);
      if (statusCode >= 300) throw new StateError(url.href, `${method} was answered ${statusCode}`);
      if (method === "PUT") return null;
      const json: unknown = JSON.parse(text);
      return json;
    } catch (error) {
      if (cutOff.aborted) throw new CutOffError();
      if (error instanceof StateError) throw error;
      if (tooLong.aborted) throw new StateError(url.href, `${method} got no whole answer within ${timeoutMs} ms`);
      throw new StateError(url.href, `${method} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  /** What has worked before is tried again; a probe that never has is the user's to mend. */
  const call = async (method: "GET" | "PUT"): Promise<unknown> => {
    const startMs = performance.now();
    for (let tries = 1; ; tries += 1)
      try {
        const answer = await callOnce(method);
        hasWorked = true;
        return answer;
      } catch (error) {
        if (!(error instanceof StateError) || !hasWorked) throw error;
        if (tries >= TRIES)
          throw new LostError(
            lostOnTheWay(
              url.origin,
              `its state probe failed (${error.problem})`,
              performance.now() - startMs,
              findTheRequest(options.isOneByOne ?? false),
            ),
          );
        await delay(PAUSE_MS);
      }
  };
  return {
    read: async () => decode(url, await call("GET")),
    restore: async () => {
      await call("PUT");
    },
  };
};
