import { timingSafeEqual } from "node:crypto";
import { type ApiKey, keySha256 } from "./api-key.ts";
import type { Caller } from "./caller.ts";

/** Request headers by lowercase name, as Node.js gives them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Finds out who asks; null for a missing or wrong key. */
export type Authenticate = (keys: readonly ApiKey[], headers: RequestHeaders) => Caller | null;

const presentedKey = (headers: RequestHeaders): string | null => {
  const apiKey = headers["x-api-key"];
  if (typeof apiKey === "string") return apiKey;
  const authorization = headers["authorization"];
  return typeof authorization === "string" ? (/^bearer +(.+)$/i.exec(authorization)?.[1] ?? null) : null;
};

/**
 * Reads the key from `X-API-Key`, or from `Authorization: Bearer` where there is no such header. Digests are compared, each in
 * constant time, and always with all keys, so that the time taken tells nothing of any key.
 */
export const authenticate: Authenticate = (keys, headers) => {
  const presented = presentedKey(headers);
  if (presented === null) return null;
  // Node.js reads headers as Latin-1; these are the bytes that were sent.
  const digest = keySha256(Buffer.from(presented, "latin1"));
  let match: ApiKey | null = null;
  for (const key of keys) if (timingSafeEqual(key.sha256, digest)) match = key;
  return match === null ? null : { name: match.name, workspaceId: match.workspaceId, isAdmin: match.isAdmin };
};
