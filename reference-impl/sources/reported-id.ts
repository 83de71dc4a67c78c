import type { ReportedId } from "../refresh/evidence.ts";

const INSTANCE_ID = /^[0-9a-f]{40}$/;

/** The upstream knows of no id. */
export const NO_ID: ReportedId = Object.freeze({ kind: "none" });

/** The upstream gave something that is no id. */
export const INVALID_ID: ReportedId = Object.freeze({ kind: "invalid" });

/** Reads an `instance_id` of an upstream: trimmed and lowercased; null, absent and blank are none; anything but 40 hex digits is invalid. */
export const readReportedId = (value: unknown): ReportedId => {
  if (value === null || value === undefined) return NO_ID;
  if (typeof value !== "string") return INVALID_ID;
  const instanceId = INSTANCE_ID.test(value) ? value : value.trim().toLowerCase();
  if (instanceId === "") return NO_ID;
  return INSTANCE_ID.test(instanceId) ? { kind: "id", instanceId } : INVALID_ID;
};
