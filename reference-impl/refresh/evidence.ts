/** An instance id as an upstream gave it: none (null, absent or blank), one in the store's spelling, or something that is no id. */
export type ReportedId =
  | { readonly kind: "none" }
  | { readonly kind: "id"; readonly instanceId: string }
  | { readonly kind: "invalid" };

/** An upstream's answer. Its faults are data: `why` is for people. */
export type Answer<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "failed"; readonly why: string };

/** What a gateway lists, ready for looking up. App and instance ids are lowercase; ids that are none are left out. A host counts while it is alive. */
export interface GatewayHosts {
  readonly appsByInstanceId: ReadonlyMap<string, ReadonlySet<string>>;
  readonly idsByAppId: ReadonlyMap<string, readonly ReportedId[]>;
  /** Of hosts that are listed and not alive: no evidence, but a reason why there is none. */
  readonly goneIdsByAppId: ReadonlyMap<string, readonly string[]>;
}

/** Where evidence comes from. No method ever rejects; each bounds its own time. */
export interface EvidenceSources {
  /** `Status` of a teepod node: the instance id of each of these VMs that it knows. */
  readonly teepodState: (
    teepod: string,
    vmUuids: readonly string[],
  ) => Promise<Answer<ReadonlyMap<string, ReportedId>>>;
  /** `GetInfo` of one VM. */
  readonly teepodInfo: (teepod: string, vmUuid: string) => Promise<Answer<ReportedId>>;
  /** The hosts of the gateway that serves a teepod node's CVMs. */
  readonly gatewayHosts: (teepod: string) => Promise<Answer<GatewayHosts>>;
}

/** What the sources said of one CVM. `info` is null where `GetInfo` was not needed; `late`: the deadline came first. */
export type Evidence =
  | {
      readonly kind: "gathered";
      readonly state: Answer<ReportedId>;
      readonly info: Answer<ReportedId> | null;
      readonly gateway: Answer<GatewayHosts>;
    }
  | { readonly kind: "late" };
