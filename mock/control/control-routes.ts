import type { FastifyRequest } from "fastify";
import type { JsonObject, Operation } from "../../contract/index.ts";
import { statusOf } from "../answer/answerer.ts";
import type { ExchangeLog } from "../exchanges/exchange-log.ts";
import { MAX_READ_BYTES, readBody } from "../front/read-body.ts";
import { readJson } from "../front/read-json.ts";
import { detailReply, invalidReply, jsonReply, type Reply } from "../front/reply.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { StateSwitch } from "../state/state-switch.ts";
import type { AddOwnRoute } from "./own-routes.ts";

/** What the control routes steer. */
export interface ControlParts {
  readonly scenarios: () => readonly Scenario[];
  readonly document: () => JsonObject;
  /** The settings in force, in words. */
  readonly settings: () => unknown;
  /** Rejects with `MockError` on what can't be followed. */
  readonly change: (change: unknown) => Promise<void>;
  readonly log: ExchangeLog;
  readonly state: StateSwitch;
  readonly operation: Operation;
}

const jsonBody = async (
  request: FastifyRequest,
): Promise<{ readonly value: unknown } | { readonly refusal: Reply }> => {
  const body = await readBody(request.raw, MAX_READ_BYTES);
  if (body.kind !== "complete") return { refusal: detailReply(413, "The body is too large, or broke off") };
  const reading = readJson(body.bytes, request.headers["content-type"]);
  return reading.kind === "json" ? { value: reading.value } : { refusal: invalidReply([reading.fault]) };
};

/** A scenario as the page lists it. */
const listed = (scenario: Scenario) => ({
  name: scenario.name,
  title: scenario.title,
  when: scenario.when,
  status: statusOf(scenario),
  request: scenario.request,
});

/** Adds the routes that steer the mock. */
export const addControlRoutes = (route: AddOwnRoute, parts: ControlParts): void => {
  const { operation, scenarios, document, settings, change, log, state } = parts;

  route("GET", "/scenarios", async () =>
    jsonReply(200, {
      operation: { method: operation.method, path: operation.path },
      scenarios: scenarios().map(listed),
    }),
  );
  route("GET", "/openapi.json", async () => jsonReply(200, document()));
  route("GET", "/settings", async () => jsonReply(200, settings()));
  route("PATCH", "/settings", async (request) => {
    const body = await jsonBody(request);
    if ("refusal" in body) return body.refusal;
    await change(body.value);
    return jsonReply(200, settings());
  });
  route("GET", "/exchanges", async () => jsonReply(200, log.latest()));
  route("DELETE", "/exchanges", async () => {
    log.clear();
    return jsonReply(200, []);
  });
  route("POST", "/reset", async () => {
    await (await state.backend()).reset();
    return jsonReply(200, { reset: true });
  });
  route("GET", "/fleet", async () => jsonReply(200, await (await state.backend()).fleet()));
  route("PUT", "/fleet", async (request) => {
    const body = await jsonBody(request);
    if ("refusal" in body) return body.refusal;
    const backend = await state.backend();
    const problem = await backend.replaceFleet(body.value);
    return problem === null ? jsonReply(200, await backend.fleet()) : detailReply(422, problem);
  });
};
