import type { Cvm } from "../fleet/fleet.ts";
import type { Answer, Evidence, EvidenceSources, ReportedId } from "./evidence.ts";

/** Asks the sources about CVMs, by `cvmId`, until `deadline` settles; those without a full answer by then are late. Never rejects. */
export type Gather = (
  sources: EvidenceSources,
  cvms: readonly Cvm[],
  deadline: Promise<void>,
) => Promise<ReadonlyMap<number, Evidence>>;

const NONE: Answer<ReportedId> = Object.freeze({ kind: "answered", value: Object.freeze({ kind: "none" }) });
const LATE: Evidence = Object.freeze({ kind: "late" });

const hasNoId = (answer: Answer<ReportedId>): boolean => answer.kind === "failed" || answer.value.kind === "none";

const byTeepod = (cvms: readonly Cvm[]): ReadonlyMap<string, readonly Cvm[]> =>
  Map.groupBy(
    cvms.filter((cvm) => !cvm.noInstanceId),
    (cvm) => cvm.teepod,
  );

/** Asks one node and its gateway at the same time; each CVM is done as soon as its own answers are there. */
const gatherNode = async (
  sources: EvidenceSources,
  teepod: string,
  cvms: readonly Cvm[],
  done: (cvm: Cvm, evidence: Evidence) => void,
): Promise<void> => {
  const gatewayAnswer = sources.gatewayHosts(teepod);
  const states = await sources.teepodState(
    teepod,
    cvms.map((cvm) => cvm.vmUuid),
  );
  const gatherOne = async (cvm: Cvm, state: Answer<ReportedId>): Promise<void> => {
    const info = hasNoId(state) ? await sources.teepodInfo(teepod, cvm.vmUuid) : null;
    done(cvm, { kind: "gathered", state, info, gateway: await gatewayAnswer });
  };
  await Promise.all(
    cvms.map((cvm) => {
      if (states.kind === "failed") return gatherOne(cvm, states);
      const value = states.value.get(cvm.vmUuid);
      return gatherOne(cvm, value === undefined ? NONE : { kind: "answered", value });
    }),
  );
};

/** One `Status` call a node for all of its CVMs, `GetInfo` for each that is still without, and each node's gateway meanwhile. */
export const gather: Gather = async (sources, cvms, deadline) => {
  const gathered = new Map<number, Evidence>();
  const nodes = [...byTeepod(cvms)].map(([teepod, hosted]) =>
    gatherNode(sources, teepod, hosted, (cvm, evidence) => gathered.set(cvm.cvmId, evidence)),
  );
  await Promise.race([Promise.all(nodes), deadline]);
  // A copy, because answers that come after the deadline must not change what is being decided.
  return new Map(cvms.map((cvm) => [cvm.cvmId, gathered.get(cvm.cvmId) ?? LATE]));
};
