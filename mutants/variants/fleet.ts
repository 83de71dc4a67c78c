import { createHash } from "node:crypto";

/** What can be learned of a CVM's instance id; it never changes here. */
export type Evidence =
  | {
      readonly kind: "found";
      readonly instanceId: string;
      readonly source: "teepod_state" | "teepod_info" | "gateway";
      readonly isVerified: boolean;
    }
  | { readonly kind: "nothing" }
  | { readonly kind: "trouble" };

/** A CVM of a variant's; `instanceId` is what is stored. */
export interface FleetCvm {
  readonly cvmId: number;
  readonly vmUuid: string;
  readonly name: string;
  readonly workspace: "ours" | "theirs" | "staff";
  readonly isRunning: boolean;
  readonly instanceId: string | null;
  readonly evidence: Evidence;
}

/** What became of one CVM. `problem` says why it was not updated. */
export interface Outcome {
  readonly cvm: FleetCvm;
  readonly status: "updated" | "unchanged" | "skipped" | "conflict" | "error";
  readonly foundId: string | null;
  readonly problem: "same" | "differs" | "taken" | "nothing found" | "trouble" | null;
}

/** All that a variant stores, in memory. */
export interface Fleet {
  /** Every CVM, as it is now. */
  readonly cvms: () => readonly FleetCvm[];
  /** Works through CVMs in the order given, all or nothing of it visible to other requests; a dry run leaves no trace. */
  readonly refresh: (
    cvms: readonly FleetCvm[],
    options: { readonly overwrite: boolean; readonly dryRun: boolean },
  ) => readonly Outcome[];
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const idOf = (text: string): string => digest(`instance ${text}`).slice(0, 40);

const uuidOf = (text: string): string => {
  const hex = digest(`vm ${text}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

type Kind = (name: string) => Partial<FleetCvm>;

const SYNCED: Kind = (name) => ({ instanceId: idOf(name) });
const FRESH: Kind = () => ({});

/** The kinds of CVM, one after the other and round again. Those that are in order prevail. */
const KINDS: readonly Kind[] = [
  FRESH,
  SYNCED,
  SYNCED,
  (name) => ({ instanceId: idOf(`old ${name}`) }),
  (name) => ({ evidence: { kind: "found", instanceId: idOf(name), source: "gateway", isVerified: true } }),
  SYNCED,
  () => ({ evidence: { kind: "nothing" } }),
  (name) => ({ evidence: { kind: "found", instanceId: idOf(name), source: "teepod_info", isVerified: false } }),
  SYNCED,
  SYNCED,
  () => ({ isRunning: false }),
  () => ({ evidence: { kind: "trouble" } }),
  SYNCED,
  (name) => ({ isRunning: false, instanceId: idOf(`old ${name}`) }),
  SYNCED,
  // Held by another CVM in any case; and wanted by several, of which one may have it.
  () => ({ evidence: { kind: "found", instanceId: idOf("ours-2"), source: "teepod_state", isVerified: false } }),
  () => ({ evidence: { kind: "found", instanceId: idOf("twins"), source: "teepod_state", isVerified: false } }),
  SYNCED,
  (name) => ({ instanceId: idOf(name), evidence: { kind: "nothing" } }),
];

/** Over a hundred, so that the default limit cuts. */
const COUNTS = { ours: 140, theirs: 20, staff: 9 } as const;
const FIRST_CVM_ID = { ours: 1, theirs: 5_001, staff: 9_001 } as const;

const initialCvms = (spell: (instanceId: string) => string): readonly FleetCvm[] =>
  (["ours", "theirs", "staff"] as const).flatMap((workspace) =>
    Array.from({ length: COUNTS[workspace] }, (_, index): FleetCvm => {
      const name = `${workspace}-${index + 1}`;
      const cvm: FleetCvm = {
        cvmId: FIRST_CVM_ID[workspace] + index * 3,
        vmUuid: uuidOf(name),
        name,
        workspace,
        isRunning: true,
        instanceId: null,
        evidence: { kind: "found", instanceId: idOf(name), source: "teepod_state", isVerified: true },
        ...KINDS[index % KINDS.length]?.(name),
      };
      const { instanceId, evidence } = cvm;
      return {
        ...cvm,
        instanceId: instanceId === null ? null : spell(instanceId),
        evidence: evidence.kind === "found" ? { ...evidence, instanceId: spell(evidence.instanceId) } : evidence,
      };
    }),
  );

const settle = (cvm: FleetCvm, holder: number | undefined, overwrite: boolean): Outcome => {
  const { evidence, instanceId } = cvm;
  if (evidence.kind === "trouble") return { cvm, status: "error", foundId: null, problem: "trouble" };
  if (evidence.kind === "nothing") return { cvm, status: "skipped", foundId: null, problem: "nothing found" };
  const foundId = evidence.instanceId;
  if (holder !== undefined && holder !== cvm.cvmId) return { cvm, status: "conflict", foundId, problem: "taken" };
  if (instanceId === foundId) return { cvm, status: "unchanged", foundId, problem: "same" };
  if (instanceId !== null && !overwrite) return { cvm, status: "conflict", foundId, problem: "differs" };
  return { cvm, status: "updated", foundId, problem: null };
};

/** Makes a fleet; `spell` writes 40 lowercase hex digits as the variant spells instance ids. */
export const createFleet = (spell: (instanceId: string) => string): Fleet => {
  let cvms = initialCvms(spell);
  return {
    cvms: () => cvms,
    refresh: (chosen, { overwrite, dryRun }) => {
      const holders = new Map(cvms.map(({ cvmId, instanceId }) => [instanceId, cvmId]));
      const outcomes = chosen.map((cvm) => {
        const foundId = cvm.evidence.kind === "found" ? cvm.evidence.instanceId : null;
        const outcome = settle(cvm, foundId === null ? undefined : holders.get(foundId), overwrite);
        if (outcome.status === "updated") holders.set(outcome.foundId, cvm.cvmId);
        return outcome;
      });
      const updated = outcomes.filter(({ status }) => status === "updated");
      if (!dryRun && updated.length > 0) {
        const written = new Map(updated.map(({ cvm, foundId }) => [cvm.cvmId, foundId]));
        cvms = cvms.map((cvm) => ({ ...cvm, instanceId: written.get(cvm.cvmId) ?? cvm.instanceId }));
      }
      return outcomes;
    },
  };
};
