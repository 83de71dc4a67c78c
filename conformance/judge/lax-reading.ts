import { isJsonObject, isObject, type Json, type JsonObject, type SchemaNode, schemaAt } from "../../contract/index.ts";

const TRUE_WORDS = new Set(["1", "true", "t", "yes", "y", "on"]);
const FALSE_WORDS = new Set(["0", "false", "f", "no", "n", "off"]);

const laxBoolean = (value: Json): Json => {
  const word = String(value).toLowerCase();
  if (typeof value === "boolean" || value === null || typeof value === "object") return value;
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : value;
};

const laxInteger = (value: Json): Json => {
  if (typeof value === "boolean") return Number(value);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value.replaceAll("_", "")) : value;
  return typeof number === "number" && Number.isFinite(number) ? Math.trunc(number) : value;
};

const laxString = (value: Json): Json =>
  typeof value === "number" || typeof value === "boolean" ? String(value) : value;

/** `[]` and lists of pairs are mappings to pydantic 1. */
const laxObject = (value: Json): Json => {
  if (!Array.isArray(value)) return value;
  const entries: [string, Json][] = [];
  for (const pair of value) {
    if (!Array.isArray(pair) || pair.length !== 2) return value;
    entries.push([String(pair[0]), pair[1]]);
  }
  return Object.fromEntries(entries);
};

const readObject = (document: unknown, node: SchemaNode, value: JsonObject): Json => {
  const properties = node.keywords.properties;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isObject(properties) && Object.hasOwn(properties, key)
        ? laxReading(document, `${node.pointer}/properties/${key}`, member)
        : member,
    ]),
  );
};

/**
 * The value that pydantic's lax modes (1 and 2, whichever is the more lenient) would read where the schema at `pointer`
 * is expected. It may be invalid all the same: the caller validates it.
 */
export const laxReading = (document: unknown, pointer: string, value: Json): Json => {
  const node = schemaAt(document, pointer);
  const { type, anyOf, items } = node.keywords;
  if (Array.isArray(anyOf)) {
    if (value === null) return value;
    const branch = anyOf.findIndex((option) => !isObject(option) || option.type !== "null");
    return branch < 0 ? value : laxReading(document, `${node.pointer}/anyOf/${branch}`, value);
  }
  switch (type) {
    case "boolean":
      return laxBoolean(value);
    case "integer":
      return laxInteger(value);
    case "string":
      return laxString(value);
    case "array":
      return Array.isArray(value) && items !== undefined
        ? value.map((member: Json) => laxReading(document, `${node.pointer}/items`, member))
        : value;
    case "object": {
      const object = laxObject(value);
      return isJsonObject(object) ? readObject(document, node, object) : object;
    }
    default:
      return value;
  }
};
