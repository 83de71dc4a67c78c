import { isObject } from "../../contract/index.ts";
import { type ApiKey, keySha256 } from "./api-key.ts";
import { KeyFileError } from "./key-file-error.ts";

const PROPERTIES = new Set(["name", "key", "sha256", "workspace", "admin"]);

const textAt = (entry: Readonly<Record<string, unknown>>, property: string, at: string): string => {
  const value = entry[property];
  if (typeof value === "string" && value !== "") return value;
  throw new KeyFileError(`${at} has no ${property}`, `Give it a "${property}" that is a string and not empty.`);
};

const digestOf = (entry: Readonly<Record<string, unknown>>, at: string): Buffer => {
  const hasKey = entry["key"] !== undefined;
  if (hasKey === (entry["sha256"] !== undefined))
    throw new KeyFileError(
      `${at} has ${hasKey ? "both a" : "neither a"} "key" ${hasKey ? "and" : "nor"} a "sha256"`,
      "Give it exactly one of them.",
    );
  if (hasKey) return keySha256(textAt(entry, "key", at));
  const digest = textAt(entry, "sha256", at);
  if (/^[0-9a-f]{64}$/i.test(digest)) return Buffer.from(digest, "hex");
  throw new KeyFileError(`the sha256 of ${at} is not 64 hex digits`, "Take it from `printf %s KEY | sha256sum`.");
};

const decodeKey = (entry: unknown, index: number): ApiKey => {
  const at = `entry ${index}`;
  if (!isObject(entry)) throw new KeyFileError(`${at} is not an object`, 'Write { "name", "key", "workspace" }.');
  for (const property of Object.keys(entry))
    if (!PROPERTIES.has(property))
      throw new KeyFileError(
        `${at} has an unknown property ${JSON.stringify(property)}`,
        `The known ones are ${[...PROPERTIES].join(", ")}.`,
      );
  const admin = entry["admin"] ?? false;
  if (typeof admin !== "boolean")
    throw new KeyFileError(`the admin of ${at} is ${typeof admin}`, "Write true or false.");
  return {
    name: textAt(entry, "name", at),
    sha256: digestOf(entry, at),
    workspaceId: textAt(entry, "workspace", at),
    isAdmin: admin,
  };
};

/**
 * Reads a list of keys, `[{ "name", "key" | "sha256", "workspace", "admin" }]`, `admin` false where it is left out.
 * Throws `KeyFileError`, which names the entry, for anything else and where two entries have the same key.
 */
export const decodeKeys = (value: unknown): readonly ApiKey[] => {
  if (!Array.isArray(value)) throw new KeyFileError("the top level is not a list", "Write [ ... ].");
  const keys = value.map(decodeKey);
  const seen = new Map<string, string>();
  for (const { name, sha256 } of keys) {
    const digest = sha256.toString("hex");
    const other = seen.get(digest);
    if (other !== undefined)
      throw new KeyFileError(`${JSON.stringify(other)} and ${JSON.stringify(name)} are the same key`, "Keep one.");
    seen.set(digest, name);
  }
  return keys;
};
