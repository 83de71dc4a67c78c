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

const hasId = (answer: Answer<ReportedId>): boolean => answer.kind === "answered" && answer.value.kind !== "none";

const byTeepod = (cvms: readonly Cvm[]): ReadonlyMap<string, readonly Cvm[]> =>
  Map.groupBy(
    cvms.filter((cvm) => !cvm.noInstanceId),
    (cvm) => cvm.teepod,
  );

const statesOf = async (
  sources: EvidenceSources,
  teepod: string,
  cvms: readonly Cvm[],
): Promise<readonly (readonly [Cvm, Answer<ReportedId>])[]> => {
  const vmUuids = cvms.map((cvm) => cvm.vmUuid);
  const states = await sources.teepodState(teepod, vmUuids);
  return cvms.map((cvm) => {
    if (states.kind === "failed") return [cvm, states];
    const value = states.value.get(cvm.vmUuid);
    return [cvm, value === undefined ? NONE : { kind: "answered", value }];
  });
};

/** Asks one node and its gateway at the same time; each CVM is done as soon as its own answers are there. */
const gatherNode = async (
  sources: EvidenceSources,
  teepod: string,
  cvms: readonly Cvm[],
  done: (cvm: Cvm, evidence: Evidence) => void,
): Promise<void> => {
  const [gatewayAnswer, stateAnswers] = [sources.gatewayHosts(teepod), statesOf(sources, teepod, cvms)];
  const states = await stateAnswers;

  const settleTold = async (): Promise<void> => {
    const gateway = await gatewayAnswer;
    for (const [cvm, state] of states) if (hasId(state)) done(cvm, { kind: "gathered", state, info: null, gateway });
  };
  const askFor = async (cvm: Cvm, state: Answer<ReportedId>): Promise<void> => {
    const info = await sources.teepodInfo(teepod, cvm.vmUuid);
    done(cvm, { kind: "gathered", state, info, gateway: await gatewayAnswer });
  };
  const lacking = states.filter(([, state]) => !hasId(state));
  await Promise.all([settleTold(), ...lacking.map(([cvm, state]) => askFor(cvm, state))]);
};

/** One `Status` call a node for all of its CVMs, `GetInfo` for each that is still without, and each node's gateway meanwhile. */
export const gather: Gather = async (sources, cvms, deadline) => {
  const gathered = new Map<number, Evidence>();
  const nodes = Array.from(byTeepod(cvms), ([teepod, hosted]) =>
    gatherNode(sources, teepod, hosted, (cvm, evidence) => gathered.set(cvm.cvmId, evidence)),
  );
  await Promise.race([Promise.all(nodes), deadline]);
  // A copy, because answers that come after the deadline must not change what is being decided.
  return new Map(cvms.map((cvm) => [cvm.cvmId, gathered.get(cvm.cvmId) ?? LATE]));
};
