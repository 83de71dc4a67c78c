import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Operation } from "../../contract/index.ts";
import type { Answer, Answered } from "../answer/answerer.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Random } from "../delivery/random.ts";
import type { ExchangeLog } from "../exchanges/exchange-log.ts";
import type { Settings } from "../settings/settings.ts";
import { type Preferences, readPrefer } from "./prefer.ts";
import { MAX_BODY_BYTES, readBody } from "./read-body.ts";
import { detailReply, invalidReply } from "./reply.ts";

/** What the operation's route works with. */
export interface OperationParts {
  readonly answer: Answer;
  readonly settings: () => Settings;
  readonly log: ExchangeLog;
  readonly random: Random;
  readonly nowMs: () => number;
}

const NO_PREFERENCES: Preferences = Object.freeze({ code: null, example: null, delayMs: null, fault: null });
const NO_BYTES = Buffer.alloc(0);

/** The preferences that were followed. Source: RFC 7240 section 3 */
const applied = (
  { code, example, delayMs, fault }: Preferences,
  scenario: string | null,
  { status }: Answered["reply"],
): string | null => {
  const words = [
    code === null || scenario === null || code !== status ? "" : `code=${code}`,
    example === null || example !== scenario ? "" : `example=${example}`,
    delayMs === null ? "" : `delay=${delayMs}`,
    fault === null ? "" : `fault=${fault}`,
  ].filter((word) => word !== "");
  return words.length === 0 ? null : words.join(", ");
};

const preferHeader = ({ headers }: FastifyRequest): string | undefined => {
  const value: unknown = headers["prefer"];
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : undefined;
};

const answerTo = async (
  request: FastifyRequest,
  parts: OperationParts,
): Promise<{ readonly answered: Answered; readonly body: Buffer; readonly preferences: Preferences }> => {
  const body = await readBody(request.raw, MAX_BODY_BYTES);
  const bytes = body.kind === "complete" ? body.bytes : NO_BYTES;
  const withoutWish = (reply: Answered["reply"]) => ({
    answered: { reply, scenario: null },
    body: bytes,
    preferences: NO_PREFERENCES,
  });
  if (body.kind === "too-large")
    return withoutWish(detailReply(413, `The body is longer than ${MAX_BODY_BYTES} bytes`, { connection: "close" }));
  if (body.kind === "broken-off") return withoutWish(detailReply(400, "The body broke off"));
  const prefer = readPrefer(preferHeader(request));
  if (prefer.kind === "unclear") return withoutWish(invalidReply(prefer.faults));
  const { preferences } = prefer;
  return {
    answered: await parts.answer(request.headers, bytes, preferences, parts.settings()),
    body: bytes,
    preferences,
  };
};

const handle = async (request: FastifyRequest, reply: FastifyReply, parts: OperationParts): Promise<FastifyReply> => {
  const startedMs = parts.nowMs();
  const { answered, body, preferences } = await answerTo(request, parts);
  const { latency, faults } = parts.settings();
  const delayMs = preferences.delayMs ?? latency.nextMs(parts.random);
  const fault = preferences.fault ?? faults.next(parts.random);
  // That fault takes the place of the scenario's answer.
  const scenario = fault === "503" ? null : answered.scenario;
  const followed = applied(preferences, scenario, answered.reply);
  if (followed !== null) reply.header("preference-applied", followed);
  if (scenario !== null) reply.header("x-mock-scenario", scenario);
  const sent = await deliver(reply, answered.reply, delayMs, fault);
  parts.log.add({
    startedMs,
    durationMs: parts.nowMs() - startedMs,
    method: request.method,
    path: request.raw.url ?? "",
    headers: request.headers,
    body,
    sent,
    scenario: answered.scenario,
    fault,
  });
  return reply;
};

/** Adds the operation's route to a front. */
export const addOperationRoute = (app: FastifyInstance, { method, path }: Operation, parts: OperationParts): void => {
  app.route({ method, url: path, handler: (request, reply) => handle(request, reply, parts) });
};
