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

const truncated = (reply: FastifyReply, { status, headers, body }: Reply): void => {
  const bytes = Buffer.from(body);
  reply.hijack();
  reply.raw.statusCode = status;
  // Headers that were set before (those for CORS) belong to the answer, or a page would not even see that it is cut.
  const all = { ...reply.getHeaders(), ...headers, "content-length": bytes.length };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
};

/** Sends an answer after a delay, or lets a fault befall it. */
export const deliver = async (
  reply: FastifyReply,
  answer: Reply,
  delayMs: number,
  fault: Fault | null,
): Promise<FastifyReply> => {
  if (delayMs > 0 && !(await waited(reply, delayMs))) return reply.hijack();
  switch (fault) {
    case null:
      return send(reply, answer);
    case "503":
      return send(reply, detailReply(503, "Service Unavailable", { "retry-after": "1" }));
    case "reset":
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return reply;
    case "stall":
      // Until the client gives up, or the mock is closed.
      return reply.hijack();
    case "truncate":
      truncated(reply, answer);
      return reply;
    default:
      return assertNever(fault);
  }
};
