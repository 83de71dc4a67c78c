import type { Cvm } from "../fleet/fleet.ts";
import type { Answer, Evidence, GatewayHosts, ReportedId } from "./evidence.ts";
import type { ItemSource } from "./refresh-item.ts";

/** What the evidence amounts to for one CVM, before it is held against what is stored. */
export type Finding =
  | {
      readonly kind: "found";
      readonly instanceId: string;
      readonly source: ItemSource;
      /** The gateway lists the id under the CVM's app. */
      readonly isVerified: boolean;
    }
  /** The gateway lists the id under other apps only. */
  | { readonly kind: "registered-elsewhere"; readonly instanceId: string; readonly source: ItemSource }
  /** The gateway could not be asked; `source` is where a candidate came from. */
  | { readonly kind: "unverifiable"; readonly source: ItemSource }
  | { readonly kind: "several-gateway-instances" }
  | { readonly kind: "invalid-id"; readonly source: ItemSource }
  | { readonly kind: "nothing" }
  /** Nothing, but that the gateway lists a host which is not alive. */
  | { readonly kind: "only-gone-hosts" }
  | { readonly kind: "teepod-failed" }
  | { readonly kind: "late" }
  /** The app was deployed without instance ids. */
  | { readonly kind: "never-has-one" };

/** Says of an instance id whether a CVM other than the one that is weighed holds it in the store. */
export type IsHeldByOther = (instanceId: string) => boolean;

/** Weighs the evidence for one CVM. Pure. */
export type Weigh = (cvm: Cvm, evidence: Evidence, isHeldByOther: IsHeldByOther) => Finding;

const NO_REPORTED_IDS: readonly ReportedId[] = Object.freeze([]);

const verified = (instanceId: string, source: ItemSource, appId: string, gateway: Answer<GatewayHosts>): Finding => {
  if (gateway.kind === "failed") return { kind: "unverifiable", source };
  const apps = gateway.value.appsByInstanceId.get(instanceId);
  if (apps === undefined) return { kind: "found", instanceId, source, isVerified: false };
  if (apps.has(appId)) return { kind: "found", instanceId, source, isVerified: true };
  return { kind: "registered-elsewhere", instanceId, source };
};

const fromTeepod = (
  answer: Answer<ReportedId> | null,
  source: ItemSource,
  appId: string,
  gateway: Answer<GatewayHosts>,
): Finding | null => {
  if (answer === null || answer.kind === "failed" || answer.value.kind === "none") return null;
  if (answer.value.kind === "invalid") return { kind: "invalid-id", source };
  return verified(answer.value.instanceId, source, appId, gateway);
};

const fromGateway = (appId: string, gateway: Answer<GatewayHosts>, isHeldByOther: IsHeldByOther): Finding => {
  if (gateway.kind === "failed") return { kind: "unverifiable", source: "none" };
  const { idsByAppId, goneIdsByAppId } = gateway.value;
  const ids = idsByAppId.get(appId) ?? NO_REPORTED_IDS;
  const [only, ...others] = ids.filter((id) => id.kind !== "id" || !isHeldByOther(id.instanceId));
  if (others.length > 0) return { kind: "several-gateway-instances" };
  if (only === undefined || only.kind === "none") {
    const isAnyGone = goneIdsByAppId.get(appId)?.some((instanceId) => !isHeldByOther(instanceId)) ?? false;
    return { kind: isAnyGone ? "only-gone-hosts" : "nothing" };
  }
  if (only.kind === "invalid") return { kind: "invalid-id", source: "gateway" };
  return { kind: "found", instanceId: only.instanceId, source: "gateway", isVerified: true };
};

const bothTeepodCallsFailed = (evidence: Extract<Evidence, { kind: "gathered" }>): boolean =>
  evidence.state.kind === "failed" && evidence.info?.kind === "failed";

/** Takes the first source that yields an id (`Status`, `GetInfo`, the gateway) and has the gateway verify it. */
export const weigh: Weigh = (cvm, evidence, isHeldByOther) => {
  if (cvm.noInstanceId) return { kind: "never-has-one" };
  if (evidence.kind === "late") return { kind: "late" };
  const { state, info, gateway } = evidence;
  const told =
    fromTeepod(state, "teepod_state", cvm.appId, gateway) ?? fromTeepod(info, "teepod_info", cvm.appId, gateway);
  if (told !== null) return told;
  const guessed = fromGateway(cvm.appId, gateway, isHeldByOther);
  const gaveNothing = ["nothing", "only-gone-hosts", "unverifiable"].includes(guessed.kind);
  return gaveNothing && bothTeepodCallsFailed(evidence) ? { kind: "teepod-failed" } : guessed;
};
