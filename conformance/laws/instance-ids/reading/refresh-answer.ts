import { isJsonObject, type Json } from "../../../../contract/index.ts";
import type { Reading } from "../../../cases/reading.ts";
import { remembering } from "./remembering.ts";

/** What became of a CVM. Source: openapi.json, /components/schemas/InstanceIdRefreshResult/properties/status. */
export const itemStatuses = ["updated", "unchanged", "skipped", "conflict", "error"] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** Where a found id came from. Source: openapi.json, /components/schemas/InstanceIdRefreshResult/properties/source. */
const itemSources = ["teepod_state", "teepod_info", "gateway", "none"] as const;
export type ItemSource = (typeof itemSources)[number];

/** One CVM's result. What the contract lets an answer omit is null where it was omitted; that is no value, and no default either. */
export interface RefreshItem {
  /** Not above 0 where the identifier named no CVM. */
  readonly cvmId: number;
  readonly identifier: string;
  readonly status: ItemStatus;
  readonly oldInstanceId: string | null;
  readonly newInstanceId: string | null;
  readonly source: ItemSource | null;
  readonly isVerified: boolean | null;
  readonly reason: string | null;
}

/** A 200 of the instance-ids operation. */
export interface RefreshAnswer {
  readonly total: number;
  readonly scanned: number;
  /** The five counters, by the status that each counts. */
  readonly counts: Readonly<Record<ItemStatus, number>>;
  readonly items: readonly RefreshItem[];
}

/** The name under which an answer counts the items of a status. */
export const counterNames: Readonly<Record<ItemStatus, string>> = Object.freeze({
  updated: "updated",
  unchanged: "unchanged",
  skipped: "skipped",
  conflict: "conflicts",
  error: "errors",
});

const isStatus = (value: Json | undefined): value is ItemStatus => itemStatuses.some((status) => status === value);

const isSourceOrNull = (value: Json): value is ItemSource | null =>
  value === null || itemSources.some((source) => source === value);

const isTextOrNull = (value: Json): value is string | null => value === null || typeof value === "string";

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const decodeItem = (value: Json): RefreshItem | null => {
  if (!isJsonObject(value)) return null;
  const { cvm_id: cvmId, identifier, status } = value;
  const { old_instance_id: oldInstanceId = null, new_instance_id: newInstanceId = null } = value;
  const { source = null, verified_with_gateway: isVerified = null, reason = null } = value;
  if (typeof cvmId !== "number" || typeof identifier !== "string" || !isStatus(status)) return null;
  if (!isTextOrNull(oldInstanceId) || !isTextOrNull(newInstanceId) || !isTextOrNull(reason)) return null;
  if (!isSourceOrNull(source) || (isVerified !== null && typeof isVerified !== "boolean")) return null;
  return { cvmId, identifier, status, oldInstanceId, newInstanceId, source, isVerified, reason };
};

const decodeBody = (value: Json): RefreshAnswer | null => {
  if (!isJsonObject(value) || !isList(value.items)) return null;
  const { total, scanned, updated, unchanged, skipped, conflicts: conflict, errors: error } = value;
  if (typeof total !== "number" || typeof scanned !== "number") return null;
  if (typeof updated !== "number" || typeof unchanged !== "number" || typeof skipped !== "number") return null;
  if (typeof conflict !== "number" || typeof error !== "number") return null;
  const items: RefreshItem[] = [];
  for (const member of value.items) {
    const item = decodeItem(member);
    if (item === null) return null;
    items.push(item);
  }
  return { total, scanned, counts: { updated, unchanged, skipped, conflict, error }, items };
};

const isStray = ({ expectation }: Reading): boolean =>
  expectation.kind === "tolerance" &&
  expectation.irregularities.some((one) => one === "other-path" || one === "other-method" || one === "other-operation");

/**
 * The operation's 200 that a reading holds, or null where there is none that matches its schema: what breaks the schema is
 * the affair of `body-matches-schema` alone.
 */
export const refreshAnswer: (reading: Reading) => RefreshAnswer | null = remembering((reading: Reading) => {
  const { outcome, answer } = reading;
  if (outcome.kind === "fault" || outcome.status !== 200 || isStray(reading)) return null;
  return answer.kind === "json" && answer.breaches?.length === 0 ? decodeBody(answer.value) : null;
});
