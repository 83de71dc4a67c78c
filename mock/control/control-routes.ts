import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { JsonObject } from "../../contract/index.ts";
import { statusOf } from "../answer/answerer.ts";
import type { ExchangeLog } from "../exchanges/exchange-log.ts";
import { MAX_READ_BYTES, readBody } from "../front/read-body.ts";
import { readJson } from "../front/read-json.ts";
import { detailReply, invalidReply, jsonReply, type Reply } from "../front/reply.ts";
import { send } from "../front/send.ts";
import { MockError } from "../mock-error.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { SettingsInWords } from "../settings.ts";
import type { StateSwitch } from "../state/state-switch.ts";
import { isFromOwnPage } from "./own-page.ts";

/** Under which everything lies that steers the mock. */
export const CONTROL_PREFIX = "/__mock";

/** What the control routes steer. */
export interface ControlParts {
  readonly scenarios: readonly Scenario[];
  readonly document: () => JsonObject;
  readonly settings: () => SettingsInWords;
  /** Rejects with `MockError` on what can't be followed. */
  readonly change: (change: unknown) => Promise<void>;
  readonly log: ExchangeLog;
  readonly state: StateSwitch;
  /** The address that the mock listens on, by name or number. */
  readonly host: string;
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

/** Adds the routes under `/__mock` that steer the mock. */
export const addControlRoutes = (app: FastifyInstance, parts: ControlParts): void => {
  const { scenarios, document, settings, change, log, state, host } = parts;

  const route = (method: string, path: string, handle: (request: FastifyRequest) => Promise<Reply>): void => {
    app.route({
      method,
      url: `${CONTROL_PREFIX}${path}`,
      handler: async (request, reply): Promise<FastifyReply> => {
        if (!isFromOwnPage(request, host)) return send(reply, detailReply(403, "For the mock's own page alone"));
        try {
          return send(reply, await handle(request));
        } catch (error) {
          if (error instanceof MockError) return send(reply, detailReply(422, error.message));
          throw error;
        }
      },
    });
  };

  route("GET", "/scenarios", async () => jsonReply(200, scenarios.map(listed)));
  route("GET", "/openapi.json", async () => jsonReply(200, document()));
  route("GET", "/settings", async () => jsonReply(200, { ...settings(), canKeepState: state.isPossible }));
  route("PATCH", "/settings", async (request) => {
    const body = await jsonBody(request);
    if ("refusal" in body) return body.refusal;
    await change(body.value);
    return jsonReply(200, { ...settings(), canKeepState: state.isPossible });
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
