import type { Cvm } from "../fleet/fleet.ts";

/** Which CVMs of one workspace a scan wants. */
export interface ScanQuery {
  readonly workspaceId: string;
  readonly runningOnly: boolean;
  readonly missingOnly: boolean;
  readonly limit: number;
}

/** `total` counts all that fit; `cvms` are the first of them, least recently attempted first, then by `cvmId`. */
export interface ScanResult {
  readonly total: number;
  readonly cvms: readonly Cvm[];
}

/** Keys that CVMs are looked up by. A CVM that fits any of them is wanted. */
export interface CvmKeys {
  readonly cvmIds: readonly number[];
  readonly vmUuids: readonly string[];
  readonly appIds: readonly string[];
  readonly instanceIds: readonly string[];
  readonly names: readonly string[];
}

/** One id to be written, if the CVM still holds what the writer saw. */
export interface InstanceIdWrite {
  readonly cvmId: number;
  readonly expected: string | null;
  readonly next: string;
}

/** What a wet run leaves: a stamp on every CVM that it tried, and the ids that it found. */
export interface AttemptRecord {
  readonly atMs: number;
  readonly attempted: readonly number[];
  readonly writes: readonly InstanceIdWrite[];
}

/** What became of one write. `superseded`: the CVM holds another id than expected; `taken`: another CVM holds the new one. */
export type WriteOutcome =
  | { readonly kind: "written" }
  | { readonly kind: "superseded"; readonly instanceId: string | null }
  | { readonly kind: "taken" }
  | { readonly kind: "gone" };

/** Where CVMs are kept. Every method rejects when the store itself fails. */
export interface CvmStore {
  readonly scan: (query: ScanQuery) => Promise<ScanResult>;
  /** The CVMs that fit a key, in no order that matters; only those of one workspace unless `workspaceId` is null. */
  readonly find: (keys: CvmKeys, workspaceId: string | null) => Promise<readonly Cvm[]>;
  /** Which CVM holds each of these instance ids, in any workspace. An id that nobody holds is left out. */
  readonly holders: (instanceIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /**
   * Stamps and writes in one transaction, each write a compare-and-set, in order. Durable once it resolves; nothing of it is
   * kept when it rejects. A stamp is later than every stamp before it, even where the clock stands still or goes back.
   */
  readonly record: (attempt: AttemptRecord) => Promise<ReadonlyMap<number, WriteOutcome>>;
  /** All CVMs, by `cvmId`. */
  readonly snapshot: () => Promise<readonly Cvm[]>;
  /** Replaces everything by `cvms` with the instance ids of `overrides`, in one transaction. Rejects, changing nothing, where an id is given twice or a CVM is unknown. */
  readonly restore: (cvms: readonly Cvm[], overrides: ReadonlyMap<number, string | null>) => Promise<void>;
  readonly close: () => Promise<void>;
}
