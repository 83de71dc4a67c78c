import { BAD_KEY } from "../../cases/key-headers.ts";

/**
 * What a written test file starts with: sending, and the words of its assertions. Plain JavaScript for Vitest 3.2 and Node.js 20 or newer,
 * that needs nothing else.
 */
export const prelude = String.raw`
const keys = { member: "CVM_CONTRACT_API_KEY", admin: "CVM_CONTRACT_ADMIN_KEY", other: "CVM_CONTRACT_OTHER_KEY" };

/** What an environment variable holds; an error where it is missing. */
const variable = (name) => {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(name + " is not set. See the top of this file.");
  return value;
};

const keyOf = (caller) => {
  if (caller === "bad") return "${BAD_KEY}";
  return caller === "empty-key" ? "" : variable(keys[caller]);
};

/** JSON with integers that no double can hold as what they are. */
const parsed = (text) => {
  try {
    return JSON.parse(text, (name, value, context) => {
      if (typeof value !== "number" || Number.isSafeInteger(value) || !Number.isInteger(value)) return value;
      if (context === undefined) throw new RangeError("An integer is too large for this version of Node.js: use 22 or newer.");
      return /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
};

/** Sends a request, and reads its answer whole. */
const send = async ({ caller, method, path, headers, secretHeaders = {}, text, base64 }) => {
  const all = { ...headers };
  for (const [name, from] of Object.entries(secretHeaders)) all[name] = variable(from);
  if (caller !== "none") all[keyHeader.slice(0, keyHeader.indexOf(":"))] = keyHeader.slice(keyHeader.indexOf(":") + 1).trim().replace("{key}", () => keyOf(caller));
  const body = text === undefined ? (base64 === undefined ? undefined : Buffer.from(base64, "base64")) : Buffer.from(text);
  const response = await fetch(target + path, { method, headers: all, body, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
  const bytes = Buffer.from(await response.arrayBuffer());
  const { status } = response;
  if (status === 429) throw new Error("The server answered 429, so that nothing can be said. Run it again later.");
  return { status, headers: response.headers, bytes: bytes.length, json: parsed(bytes.toString("utf8")) };
};

const isItem = (item) => typeof item === "object" && item !== null && typeof item.identifier === "string" && typeof item.status === "string";

/** The body of an answer 200 of the operation. Of others the law says nothing: the test is skipped. */
const refreshed = (context, { status, json }) => {
  if (status === 401 || status === 403) throw new Error("The server answered " + status + ". Is the key right?");
  if (status >= 500) throw new Error("The server answered " + status + ".");
  if (status !== 200) context.skip("answered " + status + ", of which the law says nothing");
  if (!Array.isArray(json?.items) || !json.items.every(isItem)) context.skip("the answer is not one of the operation's");
  return json;
};

const isNamed = (id) => typeof id === "string" && id.trim() !== "";
const ofCvms = (body) => body.items.filter((item) => item.cvm_id > 0);
const COUNTERS = { updated: "updated", unchanged: "unchanged", skipped: "skipped", conflicts: "conflict", errors: "error" };
const sumOfCounters = (body) => Object.keys(COUNTERS).reduce((sum, name) => sum + Number(body[name]), 0);

/** What a request asks for, defaults filled in. */
const optionsOf = ({ text = "{}" }) => ({ running_only: true, missing_only: true, overwrite: false, limit: 100, ...JSON.parse(text) });

/** Whether a loc has the name of a member and, after it, the indexes of the entry that is at fault, and no others. */
const pointsAt = (loc, [member, ...inner]) => {
  const start = loc.indexOf(member);
  if (start < 0) return false;
  const indexes = (tokens) => tokens.filter((token) => /^\d+$/.test(token));
  const rest = loc.slice(start + 1);
  return indexes(inner).every((index) => rest.includes(index)) && indexes(rest).every((index) => inner.includes(index));
};

/** The item of a CVM, or undefined. */
const itemOf = (body, cvm) => body.items.find((item) => String(item.cvm_id) === cvm);

/** Whether the limit left some out, or the order of processing may rightly tell on a CVM: another claims its id, or the gateway offers what others took of it. */
const isOpen = (bodies, cvm) => {
  if (bodies.some((body) => Number(body.scanned) < Number(body.total))) return true;
  const items = bodies.flatMap((body) => body.items);
  const own = items.filter((item) => String(item.cvm_id) === cvm);
  const others = items.filter((item) => String(item.cvm_id) !== cvm);
  const idsOf = (item) => [item.old_instance_id, item.new_instance_id].filter(isNamed);
  const ids = new Set(own.flatMap(idsOf));
  if (others.some((item) => idsOf(item).some((id) => ids.has(id)))) return true;
  const isTold = own.some(({ source }) => source === "teepod_state" || source === "teepod_info");
  return !isTold && others.some(({ status }) => status === "updated");
};
`.trim();

/** Checks values against the part of JSON Schema that the contract's answers use. `schemas` is written before it. */
export const schemaPrelude = `
const resolved = (schema) => (schema.$ref === undefined ? schema : schemas[schema.$ref]);

const isOfType = (type, value) => {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return typeof value === "bigint" || Number.isInteger(value);
  return typeof value === type;
};

/** Where a value breaks a schema, and what is owed there. */
const schemaFaults = (schema, value, at = "") => {
  const { type, required = [], properties = {}, items, enum: allowed, anyOf } = resolved(schema);
  if (type !== undefined && !isOfType(type, value)) return [(at || "the body") + " is not of type " + type];
  const faults = [];
  if (allowed !== undefined && !allowed.includes(value)) faults.push(at + " is none of " + allowed.join(", "));
  if (anyOf !== undefined && !anyOf.some((one) => schemaFaults(one, value, at).length === 0)) faults.push(at + " fits none of its types");
  if (Array.isArray(value) && items !== undefined) value.forEach((one, index) => faults.push(...schemaFaults(items, one, at + "/" + index)));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return faults;
  for (const name of required) if (!Object.hasOwn(value, name)) faults.push(at + "/" + name + " is missing");
  for (const [name, one] of Object.entries(properties)) if (Object.hasOwn(value, name)) faults.push(...schemaFaults(one, value[name], at + "/" + name));
  return faults;
};

/** Where a member with a default was not sent. */
const unsentDefaults = (schema, value, at = "") => {
  const { properties = {}, items } = resolved(schema);
  if (Array.isArray(value)) return items === undefined ? [] : value.flatMap((one, index) => unsentDefaults(items, one, at + "/" + index));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(properties).flatMap(([name, one]) => {
    if (Object.hasOwn(value, name)) return unsentDefaults(one, value[name], at + "/" + name);
    return resolved(one).default === undefined ? [] : [at + "/" + name + " is left out"];
  });
};
`.trim();
