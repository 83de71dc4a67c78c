import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import { assertNever } from "../assert-never.ts";
import { detailReply, type Reply } from "../front/reply.ts";
import { send } from "../front/send.ts";
import type { Fault } from "./fault.ts";

/** Waits; false where the client is gone before. */
const waited = async (reply: FastifyReply, delayMs: number): Promise<boolean> => {
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  reply.raw.once("close", onClose);
  try {
    await sleep(delayMs, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    reply.raw.off("close", onClose);
  }
};

/** What went out to a client. `status` is null where nothing did; `body` is as much as was sent. */
export interface Sent extends Omit<Reply, "status"> {
  readonly status: number | null;
}

const NOTHING: Sent = Object.freeze({ status: null, headers: {}, body: "" });

const whole = (reply: FastifyReply, answer: Reply): Sent => {
  send(reply, answer);
  return answer;
};

const truncated = (reply: FastifyReply, { status, headers, body }: Reply): Sent => {
  const bytes = Buffer.from(body);
  const part = bytes.subarray(0, bytes.length >> 1);
  reply.hijack();
  reply.raw.statusCode = status;
  // Headers that were set before (those for CORS) belong to the answer, or a page would not even see that it is cut.
  const all = { ...reply.getHeaders(), ...headers, "content-length": bytes.length };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.write(part, () => reply.raw.destroy());
  return { status, headers, body: part.toString() };
};

/** Sends an answer after a delay, or lets a fault befall it. Gives what went out, which is nothing where the client is gone before. */
export const deliver = async (
  reply: FastifyReply,
  answer: Reply,
  delayMs: number,
  fault: Fault | null,
): Promise<Sent> => {
  if (delayMs > 0 && !(await waited(reply, delayMs))) {
    reply.hijack();
    return NOTHING;
  }
  switch (fault) {
    case null:
      return whole(reply, answer);
    case "503":
      return whole(reply, detailReply(503, "Service Unavailable", { "retry-after": "1" }));
    case "reset":
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return NOTHING;
    case "stall":
      // Until the client gives up, or the mock is closed.
      reply.hijack();
      return NOTHING;
    case "truncate":
      return truncated(reply, answer);
    default:
      return assertNever(fault);
  }
};
