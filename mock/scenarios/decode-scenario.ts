import { isJsonObject, isObject, type Json, type JsonObject } from "../../contract/index.ts";
import { MockError } from "../mock-error.ts";
import type { Outcome, RecordedCvm, SampleRequest, Scenario } from "./scenario.ts";

const STATUSES = ["updated", "unchanged", "skipped", "conflict", "error"] as const;
const SOURCES = ["teepod_state", "teepod_info", "gateway", "none"] as const;

type Members = Readonly<Record<string, unknown>>;

const MAX_SHOWN = 200;

/** `at` is the file, and the place in it: `mine.json: cvms[2].outcome.status`. */
const misfit = (at: string, what: string, value: unknown): MockError =>
  new MockError(
    "SCENARIO_FILE",
    `Failed to read the scenario ${at}: ${what} was expected, ${(JSON.stringify(value) ?? "nothing").slice(0, MAX_SHOWN)} was found. Correct it.`,
  );

const membersOf = (value: unknown, at: string): Members => {
  if (isObject(value)) return value;
  throw misfit(at, "an object", value);
};

const textOf = (value: unknown, at: string): string => {
  if (typeof value === "string") return value;
  throw misfit(at, "text", value);
};

const textLike = (form: RegExp, what: string, value: unknown, at: string): string => {
  const text = textOf(value, at);
  if (form.test(text)) return text;
  throw misfit(at, what, value);
};

const textOrNull = (value: unknown, at: string): string | null => (value === null ? null : textOf(value, at));

const flagOf = (value: unknown, at: string): boolean => {
  if (typeof value === "boolean") return value;
  throw misfit(at, "true or false", value);
};

const integerOf = (value: unknown, at: string): number => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw misfit(at, "an integer", value);
};

const oneOf = <const Word extends string>(words: readonly Word[], value: unknown, at: string): Word => {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw misfit(at, `one of ${words.join(", ")}`, value);
};

/** Reads what an item says beside which CVM it is of. Throws `MockError`; `at` is for its message. */
export const decodeOutcome = (value: unknown, at: string): Outcome => {
  const item = membersOf(value, at);
  return {
    status: oneOf(STATUSES, item.status, `${at}.status`),
    old_instance_id: textOrNull(item.old_instance_id, `${at}.old_instance_id`),
    new_instance_id: textOrNull(item.new_instance_id, `${at}.new_instance_id`),
    source: oneOf(SOURCES, item.source, `${at}.source`),
    verified_with_gateway: flagOf(item.verified_with_gateway, `${at}.verified_with_gateway`),
    reason: textOrNull(item.reason, `${at}.reason`),
  };
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const APP_ID = /^[0-9a-f]{40}$/;

const cvmIdOf = (value: unknown, at: string): number => {
  const id = integerOf(value, at);
  if (id > 0) return id;
  throw misfit(at, "an integer above 0", value);
};

const decodeCvm = (value: unknown, at: string): RecordedCvm => {
  const cvm = membersOf(value, at);
  return {
    cvm_id: cvmIdOf(cvm.cvm_id, `${at}.cvm_id`),
    vm_uuid: textLike(UUID, "a UUID in lower case", cvm.vm_uuid, `${at}.vm_uuid`),
    app_id: textLike(APP_ID, "40 hex digits in lower case", cvm.app_id, `${at}.app_id`),
    name: textOf(cvm.name, `${at}.name`),
    running: flagOf(cvm.running, `${at}.running`),
    outcome: decodeOutcome(cvm.outcome, `${at}.outcome`),
    overwritten: (cvm.overwritten ?? null) === null ? null : decodeOutcome(cvm.overwritten, `${at}.overwritten`),
  };
};

const headersOf = (value: unknown, at: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(membersOf(value, at)).map(([name, text]) => [name, textOf(text, `${at}.${name}`)]));

const PLAIN_REQUEST: SampleRequest = Object.freeze({ headers: { "content-type": "application/json" }, body: "{}" });

const requestOf = (value: unknown, at: string): SampleRequest => {
  if (value === undefined) return PLAIN_REQUEST;
  const request = membersOf(value, at);
  return { headers: headersOf(request.headers, `${at}.headers`), body: textOf(request.body, `${at}.body`) };
};

const jsonObjectOf = (value: unknown, at: string): JsonObject => {
  // What JSON gave, and only that, survives being written and read again.
  const json: Json = JSON.parse(JSON.stringify(value ?? null));
  if (isJsonObject(json)) return json;
  throw misfit(at, "an object", value);
};

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const refusedStatusOf = (value: unknown, at: string): number => {
  const status = integerOf(value, at);
  if (status >= 400 && status <= 599) return status;
  throw misfit(at, "a status from 400 to 599", value);
};

/**
 * Reads a scenario, as parsed JSON. Title, `when`, request, `overwritten` and the headers of a refusal may be left out. Throws `MockError`;
 * `file` is for its message.
 */
export const decodeScenario = (value: unknown, file: string): Scenario => {
  const scenario = membersOf(value, file);
  const name = textLike(NAME, "a name in kebab case", scenario.name, `${file}: name`);
  const named = {
    name,
    title: textOf(scenario.title ?? name, `${file}: title`),
    when: textOf(scenario.when ?? "", `${file}: when`),
    request: requestOf(scenario.request, `${file}: request`),
  };
  if (scenario.kind === "world" && Array.isArray(scenario.cvms))
    return {
      kind: "world",
      ...named,
      cvms: scenario.cvms.map((cvm, place) => decodeCvm(cvm, `${file}: cvms[${place}]`)),
    };
  if (scenario.kind === "refusal")
    return {
      kind: "refusal",
      ...named,
      status: refusedStatusOf(scenario.status, `${file}: status`),
      headers: headersOf(scenario.headers ?? {}, `${file}: headers`),
      body: jsonObjectOf(scenario.body, `${file}: body`),
    };
  throw misfit(`${file}: kind`, "a world with a list of cvms, or a refusal", scenario.kind);
};
