import type { InProcessApp } from "./app.ts";
import { SendingLimit } from "../sending-limit.ts";
import { openTarget } from "../target.ts";

/** What the store of a server in this process was asked. */
export interface StoreRequest {
  readonly method: "GET" | "PUT";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly cutOff: AbortSignal;
}

/** What it answered. */
export interface StoreAnswer {
  readonly statusCode: number;
  readonly text: string;
}

/** Asks for the store of a server in this process, as `undici.request` asks over HTTP. Rejects where no whole answer came. */
export const askStore = async (app: InProcessApp, request: StoreRequest): Promise<StoreAnswer> => {
  const { url, method, headers, body, timeoutMs, cutOff } = request;
  const target = openTarget({
    url: new URL(url.origin),
    app,
    connections: 1,
    timeoutMs,
    ratePerSecond: null,
    credentialHeaders: () => ({}),
    extraHeaders: () => ({ headers, isWhole: true }),
    cutOff,
    endsAtMs: null,
    sendings: new SendingLimit(null),
    now: Date.now,
  });
  try {
    const { outcome } = await target.send({
      credential: "none",
      credentialHasWorked: false,
      method,
      path: `${url.pathname}${url.search}`,
      headers: {},
      body: body === null ? null : new TextEncoder().encode(body),
    });
    if (outcome.kind === "fault") throw new Error(outcome.detail);
    return { statusCode: outcome.status, text: new TextDecoder().decode(outcome.body) };
  } finally {
    await target.close();
  }
};
