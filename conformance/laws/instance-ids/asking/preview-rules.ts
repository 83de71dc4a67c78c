import { isJsonObject, isObject, type Json, type JsonObject } from "../../../../contract/index.ts";
import { asCvmId } from "../../../cases/cvm-id.ts";
import type { PreviewRules, Reach, ToldItem } from "../../../cases/preview-rules.ts";
import type { Reading } from "../../../cases/reading.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { PREVIEW } from "../../../generate/preview.ts";
import { plainRequest } from "../../../generate/request-arbitrary.ts";
import { canonicalId } from "../reading/canonical-id.ts";
import { isSameInstance } from "../reading/stored-change.ts";
import { isNamed } from "../reading/item-words.ts";
import { remembering } from "../reading/remembering.ts";
import { filtersOff } from "./filters-off.ts";

/** The limits of scans by which a wide one is approached: each one tells of CVMs that those before it did not. */
const STEPS = [1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300];

/** Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties: `limit` and its default and maximum. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;

/** A list of more names than the last of these is one of many. */
const LIST_SIZES = [1, 2, 4, 10, 30, 100];

const OPTIONS = new Set(["cvm_ids", "running_only", "missing_only", "overwrite", "limit", PREVIEW]);

/** How the operation's path ends, as it is spelled in the contract, and in whatever spelling. */
const USUAL_END = /^(\/[a-z0-9]+)+\/instance-ids(\?|$)/;
const ANY_END = /(i|%69)nstance-ids/i;

const bodyOf = ({ body }: RequestPlan): JsonObject | null =>
  body.kind === "json" && isJsonObject(body.value) ? body.value : null;

const withBody = (plan: RequestPlan, value: JsonObject): RequestPlan =>
  plan.body.kind === "json" ? { ...plan, body: { ...plan.body, value } } : plan;

const isListOfNames = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string");

/** How a request says which CVMs it is about. */
const scopeOf = ({ cvm_ids: names }: JsonObject): string => {
  if (names === undefined) return "scan";
  if (names === null) return "scan by null";
  return isListOfNames(names) ? (names.length === 0 ? "empty list" : "list") : "no list";
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const NAME_FORMS: readonly (readonly [string, RegExp])[] = [
  ["number", /^[1-9]\d*$/],
  ["padded number", /^0\d+$/],
  ["uuid", UUID],
  ["upper-case uuid", /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/],
  ["dashless uuid", /^[0-9a-f]{32}$/i],
  ["app id", /^(app_)?[0-9a-f]{40}$/i],
  ["instance id", /^instance_/],
];

const formOf = (name: string): string => NAME_FORMS.find(([, pattern]) => pattern.test(name))?.[0] ?? "text";

/** A name as a scan would spell it: a UUID with dashes and in lower case, a number without zeros before it. */
const plainName = (name: string): string => {
  // As most are: this is asked of every name that is sent.
  if (UUID.test(name)) return name;
  const digits = name.replaceAll("-", "").toLowerCase();
  if (/^[0-9a-f]{32}$/.test(digits)) return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return /^0+[1-9]\d*$/.test(name) ? name.replace(/^0+/, "") : name;
};

const limitWord = (limit: Json | undefined): string => {
  if (typeof limit !== "number") return limit === undefined ? "none" : typeof limit;
  if (limit === 1 || limit === DEFAULT_LIMIT || limit === MAX_LIMIT) return String(limit);
  return limit < DEFAULT_LIMIT ? "small" : "large";
};

const listTraits = (names: readonly string[], isKnown: (name: string) => boolean): readonly string[] => [
  `list of ${LIST_SIZES.find((size) => names.length <= size) ?? "many"}`,
  ...new Set(names.map((name) => `named by ${formOf(name)}`)),
  ...(new Set(names).size < names.length ? ["named twice"] : []),
  ...(names.every((name) => isKnown(plainName(name))) ? [] : ["named in vain"]),
];

const bodyTraits = (body: JsonObject, isKnown: (name: string) => boolean): readonly string[] => {
  const { cvm_ids: names, running_only: running, missing_only: missing, overwrite, limit } = body;
  const scope = scopeOf(body);
  // What writes where several are named is to be met with one of them that may be written.
  const several = isListOfNames(names) && names.length > 1 ? " of several" : "";
  return [
    `${scope}${several}, overwrite ${overwrite ?? false}, running_only ${running ?? true}, missing_only ${missing ?? true}`,
    `${scope}, limit ${limitWord(limit)}`,
    ...(isListOfNames(names) ? listTraits(names, isKnown) : []),
    ...(Object.keys(body).every((name) => OPTIONS.has(name)) ? [] : ["unknown member"]),
  ];
};

const traits: PreviewRules["traits"] = (plan, isKnown) => {
  const { credential, method, path, headers, body } = plan;
  const value = bodyOf(plan);
  const own = value === null ? [`body ${body.kind}`] : bodyTraits(value, isKnown);
  const bytes = body.kind === "json" ? [`spelled ${body.spelling}`, `damage ${body.damage ?? "none"}`] : [];
  const { "content-type": type, ...others } = headers;
  const sent = [`content type ${type}`, ...Object.keys(others).map((name) => `header ${name}`)];
  const isUsual = method === "PATCH" && !path.includes("?");
  const framing = plan.isChunked === true ? ["in chunks"] : [];
  const route = isUsual ? [] : ["another route"];
  // Each other spelling of the path may lead to another handler.
  const spelling = USUAL_END.test(path) || !ANY_END.test(path) ? [] : [`path ${path}`];
  return [...own, ...bytes, ...sent, ...framing, ...route, ...spelling, `key ${credential}`];
};

const namesIn = (plan: RequestPlan): readonly string[] => {
  const names = bodyOf(plan)?.cvm_ids;
  return isListOfNames(names) ? names : [];
};

/** Tells whether a name is that of one of these CVMs. */
const isOneOf = remembering((items: readonly ToldItem[]): ((name: string) => boolean) => {
  const told = new Set(items.flatMap(({ cvmId, name }) => [name, String(cvmId)]));
  return (name) => told.has(plainName(name));
});

const reach = (plan: RequestPlan, pending: readonly ToldItem[]): Reach => {
  const names = namesIn(plan);
  if (names.length > 0) return { scope: "list", cvms: names.filter(isOneOf(pending)).length };
  const limit = bodyOf(plan)?.limit;
  return { scope: "scan", cvms: typeof limit === "number" ? limit : DEFAULT_LIMIT };
};

/** Hardly a CVM's. */
const NOBODY = "no-such-cvm-beside-another";

/**
 * Series of shorter lists: of the CVMs that may be written one, then more; of names of each other form the first of such a CVM, or the first
 * there is, by itself; one of these beside a name that names none.
 */
const shorterLists = (
  names: readonly string[],
  pending: readonly ToldItem[],
  isKnown: (name: string) => boolean,
): readonly (readonly (readonly string[])[])[] => {
  const isPending = isOneOf(pending);
  const written = names.filter(isPending);
  const [first] = written;
  const growing = STEPS.filter((step) => step < Math.min(written.length + 1, names.length)).map((step) =>
    written.slice(0, step),
  );
  const forms = [...Map.groupBy(names, formOf).values()].flatMap((alike) => alike.find(isPending) ?? alike[0] ?? []);
  const vain = names.find((name) => !isKnown(plainName(name))) ?? (written.length > 1 ? NOBODY : undefined);
  return [
    growing,
    ...forms.filter((name) => name !== first).map((name) => [[name]]),
    ...(first === undefined || vain === undefined ? [] : [[[first, vain]]]),
  ];
};

const narrower: PreviewRules["narrower"] = (plan, pending, isKnown) => {
  const body = bodyOf(plan);
  if (body === null) return [];
  const { cvm_ids: names, limit = DEFAULT_LIMIT } = body;
  if (isListOfNames(names) && names.length > 0)
    return names.length === 1
      ? []
      : shorterLists(names, pending, isKnown).map((series) =>
          series.map((short) => withBody(plan, { ...body, cvm_ids: short })),
        );
  // An empty list may be taken for a scan; where the first tell of no CVM it is none.
  const steps = isListOfNames(names) ? STEPS.slice(0, 3) : STEPS;
  return typeof limit === "number"
    ? [steps.filter((step) => step < limit).map((step) => withBody(plan, { ...body, limit: step }))]
    : [];
};

const onOne: PreviewRules["onOne"] = (plan, name) => {
  const body = bodyOf(plan);
  const limit = body?.limit;
  return body === null || isListOfNames(body.cvm_ids) || typeof limit !== "number" || limit <= DEFAULT_LIMIT
    ? null
    : withBody(plan, { ...body, cvm_ids: [name] });
};

const about: PreviewRules["about"] = (plan, names) => {
  const body = bodyOf(plan);
  return body === null ? null : withBody(plan, { ...body, cvm_ids: names });
};

/** Ids are read from whatever the schema makes of the rest of an answer: a server that breaks it can write as well. */
const itemsOf = ({
  outcome,
  answer,
}: Pick<Reading, "outcome" | "answer">): readonly Readonly<Record<string, unknown>>[] => {
  if (outcome.kind === "fault" || outcome.status !== 200 || answer.kind !== "json" || !isObject(answer.value))
    return [];
  const { items } = answer.value;
  return Array.isArray(items) ? items.filter(isObject) : [];
};

const idOrNull = (value: unknown): string | null =>
  typeof value === "string" && isNamed(value) ? canonicalId(value) : null;

const toldItem = (item: Readonly<Record<string, unknown>>): readonly ToldItem[] => {
  const { identifier: name, status } = item;
  const cvmId = asCvmId(item.cvm_id);
  if (cvmId === null || cvmId <= 0 || typeof name !== "string" || typeof status !== "string") return [];
  const before = idOrNull(item.old_instance_id);
  const found = idOrNull(item.new_instance_id);
  const spelled = item.old_instance_id;
  const after = (status === "updated" || status === "conflict") && found !== before ? found : null;
  const told = { cvmId, name, before, after, isPromised: status === "updated" && after !== null, status };
  return [typeof spelled === "string" && spelled !== before ? { ...told, spelled } : told];
};

const told: PreviewRules["told"] = (reading) => itemsOf(reading).flatMap(toldItem);

const STORED_BY_STATUS = new Set(["updated", "unchanged", "conflict"]);

const asStored: PreviewRules["asStored"] = (cvm, stored) => {
  const { status, newInstanceId: found } = cvm;
  const seen = { ...cvm, oldInstanceId: stored };
  if (!isNamed(found) || !STORED_BY_STATUS.has(status)) return seen;
  if (stored === null) return { ...seen, status: "updated", reason: null };
  return isSameInstance(stored, found)
    ? { ...seen, status: "unchanged", reason: "already_synced" }
    : { ...seen, status: "conflict", reason: "instance_id_differs" };
};

// No limit where the default does: a server may well know a lower maximum, and a look that it refuses shows nothing.
const look: PreviewRules["look"] = (source, names) =>
  plainRequest(source, {
    cvm_ids: names,
    ...filtersOff,
    ...(names.length > DEFAULT_LIMIT ? { limit: MAX_LIMIT } : {}),
    [PREVIEW]: true,
  });

/** How previews of this operation are kept from doing much harm. */
export const previewRules: PreviewRules = Object.freeze({
  traits,
  reach,
  narrower,
  onOne,
  about,
  told,
  isSameId: isSameInstance,
  asStored,
  look,
  names: namesIn,
  listSizes: LIST_SIZES,
});
