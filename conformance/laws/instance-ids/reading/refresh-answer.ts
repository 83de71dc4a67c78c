import { asCvmId, type CvmId } from "../../../cases/cvm-id.ts";
import { type ExactJson, isExactObject } from "../../../cases/exact-json.ts";
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
  readonly cvmId: CvmId;
  readonly identifier: string;
  readonly status: ItemStatus;
  readonly oldInstanceId: string | null;
  /** Whether it says that no id was stored, and does not only leave the old one out. */
  readonly saysNoOldId: boolean;
  readonly newInstanceId: string | null;
  readonly source: ItemSource | null;
  readonly isVerified: boolean | null;
  readonly reason: string | null;
}

/**
 * A 200 of the instance-ids operation.
 *
 * @example
 * import type { RefreshAnswer } from "cvm-contract";
 *
 * export const processed = ({ counts }: RefreshAnswer): number => counts.updated + counts.unchanged + counts.conflict;
 */
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

const isStatus = (value: ExactJson | undefined): value is ItemStatus => itemStatuses.some((status) => status === value);

const isSourceOrNull = (value: ExactJson): value is ItemSource | null =>
  value === null || itemSources.some((source) => source === value);

const isTextOrNull = (value: ExactJson): value is string | null => value === null || typeof value === "string";

const isList = (value: ExactJson | undefined): value is readonly ExactJson[] => Array.isArray(value);

/** Of a count beyond 2^53 only the size matters: no answer holds so many items. */
const countOf = (value: ExactJson | undefined): number | null => {
  const count = typeof value === "bigint" ? Number(value) : value;
  return typeof count === "number" && Number.isFinite(count) ? count : null;
};

const decodeItem = (value: ExactJson): RefreshItem | null => {
  if (!isExactObject(value)) return null;
  const { identifier, status } = value;
  const cvmId = asCvmId(value.cvm_id);
  const { old_instance_id: oldInstanceId = null, new_instance_id: newInstanceId = null } = value;
  const { source = null, verified_with_gateway: isVerified = null, reason = null } = value;
  if (cvmId === null || typeof identifier !== "string" || !isStatus(status)) return null;
  if (!isTextOrNull(oldInstanceId) || !isTextOrNull(newInstanceId) || !isTextOrNull(reason)) return null;
  if (!isSourceOrNull(source) || (isVerified !== null && typeof isVerified !== "boolean")) return null;
  const saysNoOldId = value.old_instance_id === null;
  return { cvmId, identifier, status, oldInstanceId, saysNoOldId, newInstanceId, source, isVerified, reason };
};

const decodeBody = (value: ExactJson): RefreshAnswer | null => {
  if (!isExactObject(value) || !isList(value.items)) return null;
  const [total, scanned] = [countOf(value.total), countOf(value.scanned)];
  const [updated, unchanged, skipped] = [countOf(value.updated), countOf(value.unchanged), countOf(value.skipped)];
  const [conflict, error] = [countOf(value.conflicts), countOf(value.errors)];
  if (total === null || scanned === null) return null;
  if (updated === null || unchanged === null || skipped === null || conflict === null || error === null) return null;
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
 *
 * @example
 * import { refreshAnswer, type Reading } from "cvm-contract";
 *
 * export const statuses = (reading: Reading): readonly string[] =>
 *   (refreshAnswer(reading)?.items ?? []).map(({ status }) => status);
 */
export const refreshAnswer: (reading: Reading) => RefreshAnswer | null = remembering((reading: Reading) => {
  const { outcome, answer } = reading;
  if (outcome.kind === "fault" || outcome.status !== 200 || isStray(reading)) return null;
  return answer.kind === "json" && answer.breaches?.length === 0 ? decodeBody(answer.value) : null;
});
