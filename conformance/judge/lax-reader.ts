import {
  isJsonObject,
  isObject,
  type Json,
  type JsonObject,
  pointerTo,
  type SchemaNode,
  schemaAt,
} from "../../contract/index.ts";

const TRUE_WORDS = new Set(["1", "true", "t", "yes", "y", "on"]);
const FALSE_WORDS = new Set(["0", "false", "f", "no", "n", "off"]);

const laxBoolean = (value: Json): Json => {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const word = String(value).trim().toLowerCase();
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

/** What Python unpacks into a key and a member: a list of two, a string's two characters, a mapping's two keys. */
const pairOf = (value: Json): readonly [string, Json] | null => {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return null;
  const elements: readonly Json[] = Array.isArray(value)
    ? value
    : isJsonObject(value)
      ? Object.keys(value)
      : [...value];
  const [key, member] = elements;
  return typeof key === "string" && member !== undefined && elements.length === 2 ? [key, member] : null;
};

/** pydantic 1 calls Python's `dict(value)`, to which an empty list, an empty string and a list of pairs are mappings. */
const laxObject = (value: Json): Json => {
  if (value === "") return {};
  if (!Array.isArray(value)) return value;
  const pairs = value.map(pairOf);
  return pairs.every((pair) => pair !== null) ? Object.fromEntries(pairs) : value;
};

/** Reads a value as a lax reader would where the schema at a pointer is expected. */
export type LaxReader = (pointer: string, value: Json) => Json;

/**
 * Makes the reader of a document's schemas. It gives the value that pydantic's lax modes (1 and 2, whichever is the more
 * lenient) would read; that may be invalid all the same: the caller validates it.
 */
export const createLaxReader = (document: unknown): LaxReader => {
  const nodes = new Map<string, SchemaNode>();
  const nodeAt = (pointer: string): SchemaNode => {
    const node = nodes.get(pointer) ?? schemaAt(document, pointer);
    nodes.set(pointer, node);
    return node;
  };

  const readObject = (node: SchemaNode, value: JsonObject): Json => {
    const { properties } = node.keywords;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        isObject(properties) && Object.hasOwn(properties, key)
          ? read(`${node.pointer}${pointerTo("properties", key)}`, member)
          : member,
      ]),
    );
  };

  const read: LaxReader = (pointer, value) => {
    const node = nodeAt(pointer);
    const { type, anyOf, items } = node.keywords;
    if (Array.isArray(anyOf)) {
      if (value === null) return value;
      const branch = anyOf.findIndex((option) => !isObject(option) || option.type !== "null");
      return branch < 0 ? value : read(`${node.pointer}/anyOf/${branch}`, value);
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
          ? value.map((member: Json) => read(`${node.pointer}/items`, member))
          : value;
      case "object": {
        const object = laxObject(value);
        return isJsonObject(object) ? readObject(node, object) : object;
      }
      default:
        return value;
    }
  };
  return read;
};
