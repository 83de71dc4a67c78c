import { assertNever } from "../assert-never.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { ItemReason, ItemSource, ItemStatus, RefreshItem } from "./refresh-item.ts";
import type { RefreshOptions } from "./refresh-options.ts";
import type { Finding } from "./weigh.ts";

/** All that a decision rests on. */
export interface DecisionFacts {
  readonly cvm: Cvm;
  /** The string that named the CVM. */
  readonly identifier: string;
  readonly finding: Finding;
  /** The found id is another CVM's: in the store, or because an earlier CVM of this batch got it. */
  readonly isTaken: boolean;
}

/** Decides what becomes of one CVM. Pure. */
export type Decide = (facts: DecisionFacts, options: RefreshOptions) => RefreshItem;

interface Outcome {
  readonly status: ItemStatus;
  readonly reason: ItemReason | null;
  readonly newInstanceId?: string;
  readonly source?: ItemSource;
  readonly isVerified?: boolean;
}

const heldAgainstStore = (
  stored: string | null,
  found: string,
  isTaken: boolean,
  canOverwrite: boolean,
): Pick<Outcome, "status" | "reason"> => {
  if (isTaken) return { status: "conflict", reason: "instance_id_in_use" };
  if (stored === found) return { status: "unchanged", reason: "already_synced" };
  if (stored !== null && !canOverwrite) return { status: "conflict", reason: "instance_id_differs" };
  return { status: "updated", reason: null };
};

const outcomeOf = ({ cvm, finding, isTaken }: DecisionFacts, { overwrite }: RefreshOptions): Outcome => {
  switch (finding.kind) {
    case "found": {
      const { instanceId, source, isVerified } = finding;
      const verdict = heldAgainstStore(cvm.instanceId, instanceId, isTaken, overwrite);
      return { ...verdict, newInstanceId: instanceId, source, isVerified };
    }
    case "registered-elsewhere": {
      const { instanceId, source } = finding;
      // What is stored already is nobody's conflict: nothing else was found that could take its place.
      if (cvm.instanceId === instanceId)
        return { status: "unchanged", reason: "already_synced", newInstanceId: instanceId, source };
      return { status: "conflict", reason: "registered_to_other_app", newInstanceId: instanceId, source };
    }
    case "unverifiable":
      return { status: "skipped", reason: "gateway_rpc_failed", source: finding.source };
    case "several-gateway-instances":
      return { status: "skipped", reason: "ambiguous_gateway_instances" };
    case "invalid-id":
      return { status: "error", reason: "invalid_instance_id", source: finding.source };
    case "nothing":
      return { status: "skipped", reason: "instance_id_not_found" };
    case "only-gone-hosts":
      return { status: "skipped", reason: "gateway_host_not_alive" };
    case "teepod-failed":
      return { status: "error", reason: "teepod_rpc_failed" };
    case "late":
      return { status: "error", reason: "deadline_exceeded" };
    case "never-has-one":
      return { status: "skipped", reason: "no_instance_id" };
    default:
      return assertNever(finding);
  }
};

/** The decision table: an id that was found against the id that is stored; the rest of the findings speak for themselves. */
export const decide: Decide = (facts, options) => {
  const { status, reason, newInstanceId = null, source = "none", isVerified = false } = outcomeOf(facts, options);
  return {
    cvmId: facts.cvm.cvmId,
    identifier: facts.identifier,
    status,
    oldInstanceId: facts.cvm.instanceId,
    newInstanceId,
    source,
    verifiedWithGateway: isVerified,
    reason,
  };
};
