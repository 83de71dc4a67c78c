import type { Outcome, RecordedCvm } from "../scenarios/scenario.ts";
import type { FindNamed } from "./find-named.ts";
import type { RefreshOptions } from "./refresh-options.ts";

/** One item on the wire. Source: openapi.json#/components/schemas/InstanceIdRefreshResult */
export interface AnswerItem extends Outcome {
  readonly cvm_id: number;
  readonly identifier: string;
}

/** A whole answer on the wire. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshResponse */
export interface RefreshAnswer {
  readonly total: number;
  readonly scanned: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicts: number;
  readonly errors: number;
  readonly items: readonly AnswerItem[];
}

/** A world that can be asked. */
export interface World {
  readonly cvms: readonly RecordedCvm[];
  readonly find: FindNamed;
}

/** Stands for the `cvm_id` of an identifier that names no CVM: the official clients take no null there. */
const NO_CVM = 0;

/** Why the filters exclude a CVM, or null where they let it pass. */
const excludedBecause = ({ running, outcome }: RecordedCvm, { runningOnly, missingOnly }: RefreshOptions) => {
  if (runningOnly && !running) return "not_running";
  return missingOnly && outcome.old_instance_id !== null ? "already_has_instance_id" : null;
};

const skipped = (cvmId: number, identifier: string, oldId: string | null, reason: string): AnswerItem => ({
  cvm_id: cvmId,
  identifier,
  status: "skipped",
  old_instance_id: oldId,
  new_instance_id: null,
  source: "none",
  verified_with_gateway: false,
  reason,
});

const processed = (cvm: RecordedCvm, identifier: string, { overwrite }: RefreshOptions): AnswerItem => ({
  cvm_id: cvm.cvm_id,
  identifier,
  ...((overwrite ? cvm.overwritten : null) ?? cvm.outcome),
});

const namedItem = (found: ReturnType<FindNamed>, identifier: string, options: RefreshOptions): AnswerItem => {
  if (typeof found === "string") return skipped(NO_CVM, identifier, null, found);
  const reason = excludedBecause(found, options);
  return reason === null
    ? processed(found, identifier, options)
    : skipped(found.cvm_id, identifier, found.outcome.old_instance_id, reason);
};

/** The items for named CVMs, in the order of the names and each CVM once; `total` counts all, `items` are the first `limit`. */
const named = ({ find }: World, names: readonly string[], options: RefreshOptions) => {
  const seen = new Set<unknown>();
  const selected = [...new Set(names)].flatMap((identifier) => {
    const found = find(identifier);
    if (seen.has(found)) return [];
    if (typeof found !== "string") seen.add(found);
    return [{ identifier, found }];
  });
  const items = selected.slice(0, options.limit).map(({ identifier, found }) => namedItem(found, identifier, options));
  return { total: selected.length, items };
};

const scan = ({ cvms }: World, options: RefreshOptions) => {
  const selected = cvms.filter((cvm) => excludedBecause(cvm, options) === null);
  return {
    total: selected.length,
    items: selected.slice(0, options.limit).map((cvm) => processed(cvm, cvm.vm_uuid, options)),
  };
};

/** The answer to a request in a world, its counters counted from its items. Pure: what is the same to ask is the same to hear. */
export const answerFromWorld = (world: World, options: RefreshOptions): RefreshAnswer => {
  const { total, items } = options.cvmIds === null ? scan(world, options) : named(world, options.cvmIds, options);
  const counts = { updated: 0, unchanged: 0, skipped: 0, conflict: 0, error: 0 };
  for (const { status } of items) counts[status] += 1;
  const { conflict: conflicts, error: errors, ...sameName } = counts;
  return { total, scanned: items.length, ...sameName, conflicts, errors, items };
};
