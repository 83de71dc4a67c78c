import type { Seams } from "../../../reference-impl/index.ts";
import { defineMutant } from "../../define-mutant.ts";

type EvidenceByCvm = Awaited<ReturnType<Seams["gather"]>>;
type Evidence = EvidenceByCvm extends ReadonlyMap<number, infer One> ? One : never;

/** The evidence with each host of the gateway as one that is alive, however long ago it shook hands. */
const asIfAlive = (evidence: Evidence): Evidence => {
  if (evidence.kind === "late" || evidence.gateway.kind === "failed") return evidence;
  const { idsByAppId, goneIdsByAppId, ...rest } = evidence.gateway.value;
  const ids = new Map(idsByAppId);
  for (const [appId, gone] of goneIdsByAppId)
    ids.set(appId, [...(ids.get(appId) ?? []), ...gone.map((instanceId) => ({ kind: "id", instanceId }) as const)]);
  return { ...evidence, gateway: { kind: "answered", value: { ...rest, idsByAppId: ids, goneIdsByAppId } } };
};

export default defineMutant({
  name: "gone-hosts-count-every-other-time",
  bug: "Of two replicas one has no limit to how long ago a host of the gateway shook hands: every other request takes the id of one that is gone.",
  changes: {
    at: "steps",
    make: (own) => {
      let requests = 0;
      return {
        gather: async (sources, cvms, deadline) => {
          requests += 1;
          const isOther = requests % 2 === 0;
          const evidence = await own.gather(sources, cvms, deadline);
          return isOther ? new Map([...evidence].map(([cvmId, one]) => [cvmId, asIfAlive(one)] as const)) : evidence;
        },
      };
    },
  },
  killedBy: ["unknown-property-is-harmless", "repeating-an-id-changes-nothing"],
});
