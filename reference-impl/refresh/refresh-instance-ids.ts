import type { Caller } from "../auth/caller.ts";
import type { Clock } from "../clock.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { candidateIds } from "./candidate-ids.ts";
import type { Evidence, EvidenceSources } from "./evidence.ts";
import type { Attempt } from "./persist.ts";
import type { RefreshItem, RefreshReport } from "./refresh-item.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import type { RefreshSteps } from "./refresh-steps.ts";
import type { SelectedEntry } from "./select.ts";

/** What a refresh works with. */
export interface RefreshContext {
  readonly store: Pick<CvmStore, "scan" | "find" | "holders" | "record">;
  readonly sources: EvidenceSources;
  readonly clock: Clock;
  readonly steps: RefreshSteps;
  /** How long the evidence for a whole request may take. */
  readonly deadlineMs: number;
}

type ProcessedEntry = Extract<SelectedEntry, { kind: "processed" }>;

const LATE: Evidence = Object.freeze({ kind: "late" });

const isProcessed = (entry: SelectedEntry): entry is ProcessedEntry => entry.kind === "processed";

const leftAlone = (entry: Exclude<SelectedEntry, ProcessedEntry>): RefreshItem => ({
  cvmId: entry.kind === "filtered" ? entry.cvm.cvmId : 0,
  identifier: entry.identifier,
  status: "skipped",
  oldInstanceId: entry.kind === "filtered" ? entry.cvm.instanceId : null,
  newInstanceId: null,
  source: "none",
  verifiedWithGateway: false,
  reason: entry.reason,
});

const gatherInTime = async (
  { sources, clock, steps, deadlineMs }: RefreshContext,
  cvms: readonly Cvm[],
): Promise<ReadonlyMap<number, Evidence>> => {
  const deadline = Promise.withResolvers<void>();
  const cancel = clock.after(deadlineMs, deadline.resolve);
  try {
    return await steps.gather(sources, cvms, deadline.promise);
  } finally {
    cancel();
  }
};

/**
 * Decides entry by entry. What counts as held is what the store held when the batch began, plus what earlier CVMs of the batch
 * got: an id that one CVM gives up is free for the next batch, not for this one, so that a dry run and a wet run agree.
 */
const decideAll = async (
  { store, steps }: RefreshContext,
  entries: readonly ProcessedEntry[],
  evidence: ReadonlyMap<number, Evidence>,
  options: RefreshOptions,
): Promise<readonly Attempt[]> => {
  const evidenceOf = (cvm: Cvm): Evidence => evidence.get(cvm.cvmId) ?? LATE;
  const holders = await store.holders(entries.flatMap(({ cvm }) => candidateIds(cvm, evidenceOf(cvm))));
  const claimed = new Set<string>();

  return entries.map(({ cvm, identifier }) => {
    const isHeldByOther = (instanceId: string): boolean => (holders.get(instanceId) ?? cvm.cvmId) !== cvm.cvmId;
    const finding = steps.weigh(cvm, evidenceOf(cvm), isHeldByOther);
    const isTaken = finding.kind === "found" && (isHeldByOther(finding.instanceId) || claimed.has(finding.instanceId));
    const item = steps.decide({ cvm, identifier, finding, isTaken }, options);
    if (item.status === "updated" && item.newInstanceId !== null) claimed.add(item.newInstanceId);
    return { cvm, item };
  });
};

/** Resolves, and unless it is a dry run persists, instance ids. Rejects only when the store can't be read. */
export const refreshInstanceIds = async (
  context: RefreshContext,
  caller: Caller,
  options: RefreshOptions,
): Promise<RefreshReport> => {
  const { total, entries } = await context.steps.select(context.store, caller, options);
  const processed = entries.filter(isProcessed);
  const evidence = await gatherInTime(
    context,
    processed.map(({ cvm }) => cvm),
  );
  const attempts = await decideAll(context, processed, evidence, options);
  const items = options.dryRun
    ? attempts.map(({ item }) => item)
    : await context.steps.persist(context.store, attempts, options, context.clock.nowMs());
  const itemOf = new Map(processed.map((entry, index) => [entry, items[index]]));
  return {
    total,
    items: entries.flatMap((entry) => (isProcessed(entry) ? (itemOf.get(entry) ?? []) : leftAlone(entry))),
  };
};
