import { isJsonObject, isObject, type Json, type JsonObject } from "../../contract/index.ts";
import { MockError } from "../mock-error.ts";
import type { Outcome, RecordedCvm, SampleRequest, Scenario } from "./scenario.ts";

const STATUSES = ["updated", "unchanged", "skipped", "conflict", "error"] as const;
const SOURCES = ["teepod_state", "teepod_info", "gateway", "none"] as const;

type Members = Readonly<Record<string, unknown>>;

const misfit = (file: string, what: string, value: unknown): MockError =>
  new MockError(
    "SCENARIO_FILE",
    `Failed to read the scenario ${file}: ${what} was expected, ${JSON.stringify(value)} was found. Record it anew with \`npm run scenarios\`.`,
  );

const membersOf = (value: unknown, file: string): Members => {
  if (isObject(value)) return value;
  throw misfit(file, "an object", value);
};

const textOf = (value: unknown, file: string): string => {
  if (typeof value === "string") return value;
  throw misfit(file, "text", value);
};

const textOrNull = (value: unknown, file: string): string | null => (value === null ? null : textOf(value, file));

const flagOf = (value: unknown, file: string): boolean => {
  if (typeof value === "boolean") return value;
  throw misfit(file, "true or false", value);
};

const integerOf = (value: unknown, file: string): number => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw misfit(file, "an integer", value);
};

const oneOf = <const Word extends string>(words: readonly Word[], value: unknown, file: string): Word => {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw misfit(file, `one of ${words.join(", ")}`, value);
};

/** Reads what an item says beside which CVM it is of. Throws `MockError`; `file` is for its message. */
export const decodeOutcome = (value: unknown, file: string): Outcome => {
  const item = membersOf(value, file);
  return {
    status: oneOf(STATUSES, item.status, file),
    old_instance_id: textOrNull(item.old_instance_id, file),
    new_instance_id: textOrNull(item.new_instance_id, file),
    source: oneOf(SOURCES, item.source, file),
    verified_with_gateway: flagOf(item.verified_with_gateway, file),
    reason: textOrNull(item.reason, file),
  };
};

const decodeCvm = (value: unknown, file: string): RecordedCvm => {
  const cvm = membersOf(value, file);
  return {
    cvm_id: integerOf(cvm.cvm_id, file),
    vm_uuid: textOf(cvm.vm_uuid, file),
    app_id: textOf(cvm.app_id, file),
    name: textOf(cvm.name, file),
    running: flagOf(cvm.running, file),
    outcome: decodeOutcome(cvm.outcome, file),
    overwritten: cvm.overwritten === null ? null : decodeOutcome(cvm.overwritten, file),
  };
};

const headersOf = (value: unknown, file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(membersOf(value, file)).map(([name, text]) => [name, textOf(text, file)]));

const requestOf = (value: unknown, file: string): SampleRequest => {
  const request = membersOf(value, file);
  return { headers: headersOf(request.headers, file), body: textOf(request.body, file) };
};

const jsonObjectOf = (value: unknown, file: string): JsonObject => {
  // What JSON gave, and only that, survives being written and read again.
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  if (isJsonObject(json)) return json;
  throw misfit(file, "an object", value);
};

/** Reads a recorded scenario, as parsed JSON. Throws `MockError`; `file` is for its message. */
export const decodeScenario = (value: unknown, file: string): Scenario => {
  const scenario = membersOf(value, file);
  const named = {
    name: textOf(scenario.name, file),
    title: textOf(scenario.title, file),
    when: textOf(scenario.when, file),
    request: requestOf(scenario.request, file),
  };
  if (scenario.kind === "world" && Array.isArray(scenario.cvms))
    return { kind: "world", ...named, cvms: scenario.cvms.map((cvm) => decodeCvm(cvm, file)) };
  if (scenario.kind === "refusal")
    return {
      kind: "refusal",
      ...named,
      status: integerOf(scenario.status, file),
      headers: headersOf(scenario.headers, file),
      body: jsonObjectOf(scenario.body, file),
    };
  throw misfit(file, "a world with CVMs, or a refusal", scenario.kind);
};
