import { isObject } from "../../contract/index.ts";

/** What a teepod's `Status` is asked. Every field may be left out or null; then it takes the value that selects all. */
export interface StatusRequest {
  /** Exact VM ids; empty selects all. */
  readonly ids: readonly string[];
  /** Part of a name, id or app id; empty selects all. */
  readonly keyword: string;
  /** Leaves out each VM's configuration. */
  readonly brief: boolean;
  /** Counted from 1; 0 gives all pages. */
  readonly page: number;
  /** 0 gives all. */
  readonly pageSize: number;
}

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === "string");

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/**
 * Reads the body of a `Status` call; null where a field has another type than the call's protobuf message.
 * Source: dstack `vmm/rpc/proto/vmm_rpc.proto`, message `StatusRequest`.
 */
export const decodeStatusRequest = (body: unknown): StatusRequest | null => {
  if (!isObject(body)) return null;
  const ids = body["ids"] ?? [];
  const keyword = body["keyword"] ?? "";
  const brief = body["brief"] ?? false;
  const page = body["page"] ?? 0;
  const pageSize = body["page_size"] ?? 0;
  if (!isStrings(ids) || typeof keyword !== "string" || typeof brief !== "boolean") return null;
  return isCount(page) && isCount(pageSize) ? { ids, keyword, brief, page, pageSize } : null;
};
