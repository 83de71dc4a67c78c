import type { Exchange, Redact } from "../../../conformance/index.ts";
import { isJsonObject, type Json } from "../../../contract/index.ts";
import { MockError, type Scenario } from "../../../mock/index.ts";
import { worldFrom } from "./world-from.ts";

/** A scenario that an exchange makes, or why it makes none. */
export type ScenarioReading =
  | { readonly kind: "scenario"; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly kind: "none"; readonly why: string };

/** Headers of a refusal that say something of it, not of the server or the connection. */
const KEPT_HEADERS = ["retry-after", "www-authenticate"];

const parsed = (text: string): Json => {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return null;
  }
};

const none = (why: string): ScenarioReading => ({ kind: "none", why });

const read = (
  { request, outcome }: Exchange,
  redact: Redact,
  named: { readonly name: string; readonly when: string },
): ScenarioReading => {
  if (outcome.kind === "fault") return none(`there was no answer: ${outcome.detail}`);
  const { status } = outcome;
  const textOf = (bytes: Uint8Array | null): string => redact(new TextDecoder().decode(bytes ?? new Uint8Array()));
  const [asked, told] = [textOf(request.body), textOf(outcome.body)];
  const plain = {
    ...named,
    title: `Recorded: ${status}`,
    request: { headers: { "content-type": "application/json" }, body: asked },
  };
  if (status === 200) {
    const world = worldFrom(parsed(asked), parsed(told));
    if (world.kind === "none") return world;
    const scenario: Scenario = { kind: "world", ...plain, cvms: world.cvms };
    return { kind: "scenario", scenario, notes: world.notes };
  }
  const body = parsed(told);
  if (status < 400 || status > 599) return none(`its status is ${status}, which is neither 200 nor a refusal`);
  if (!isJsonObject(body)) return none(`its body (with status ${status}) is no JSON object`);
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = outcome.headers[name];
      return value === undefined ? [] : [[name, redact(value)]];
    }),
  );
  return { kind: "scenario", scenario: { kind: "refusal", ...plain, status, headers, body }, notes: [] };
};

/** Makes a scenario of what a real server answered, the secrets of the exchange taken out. */
export const scenarioFrom: typeof read = (exchange, redact, named) => {
  try {
    return read(exchange, redact, named);
  } catch (error) {
    if (error instanceof MockError) return none("one of its items is not what the contract says");
    throw error;
  }
};
