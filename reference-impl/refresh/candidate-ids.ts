import type { Cvm } from "../fleet/fleet.ts";
import type { Evidence, ReportedId } from "./evidence.ts";

const idOf = (reported: ReportedId): readonly string[] => (reported.kind === "id" ? [reported.instanceId] : []);

/** The instance ids that the evidence may lead to: those whose holders must be known before it is weighed. */
export const candidateIds = (cvm: Cvm, evidence: Evidence): readonly string[] => {
  if (evidence.kind === "late") return [];
  const { state, info, gateway } = evidence;
  if (state.kind === "answered" && state.value.kind !== "none") return idOf(state.value);
  if (info?.kind === "answered" && info.value.kind !== "none") return idOf(info.value);
  if (gateway.kind === "failed") return [];
  const { idsByAppId, goneIdsByAppId } = gateway.value;
  return [...(idsByAppId.get(cvm.appId) ?? []).flatMap(idOf), ...(goneIdsByAppId.get(cvm.appId) ?? [])];
};
