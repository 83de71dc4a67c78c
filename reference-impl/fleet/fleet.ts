/** One confidential VM as the store keeps it. */
export interface Cvm {
  /** Primary key, an integer above 0. */
  readonly cvmId: number;
  /** UUIDv4, lower case, with dashes. */
  readonly vmUuid: string;
  /** 40 lowercase hex digits, shared by the replicas of one app. */
  readonly appId: string;
  readonly name: string;
  readonly workspaceId: string;
  /** A free string; only `running` has a meaning here. */
  readonly status: string;
  /** 40 lowercase hex digits, or null while none is known. Unique over the whole store. */
  readonly instanceId: string | null;
  /** Name of the teepod node that hosts it. */
  readonly teepod: string;
  /** The app was deployed so that it never has an instance id. */
  readonly noInstanceId: boolean;
  /** Milliseconds since the Unix epoch of the last wet attempt, or null before the first. */
  readonly lastAttemptAtMs: number | null;
}

/** A VM as a simulated teepod tells of it. Instance ids are raw: null, blank, upper case or garbage are all possible. */
export interface SimulatedVm {
  readonly vmUuid: string;
  readonly name: string;
  readonly appId: string;
  readonly status: string;
  /** What `Status` says; `undefined` leaves the field out. */
  readonly stateInstanceId: string | null | undefined;
  /** What `GetInfo` says; `undefined` leaves the field out. */
  readonly infoInstanceId: string | null | undefined;
}

/** What an upstream does instead of answering well. Delays are in milliseconds. */
export type UpstreamFault =
  | { readonly kind: "delay"; readonly delayMs: number }
  | { readonly kind: "drop" }
  | { readonly kind: "bad-request" }
  | { readonly kind: "garbage" }
  | { readonly kind: "wrong-shape" }
  | { readonly kind: "stale" };

/** A method of the upstreams' prpc interfaces that a fault can be put on. */
export type UpstreamMethod = "Status" | "GetInfo" | "Admin.Status";

export interface SimulatedTeepod {
  readonly name: string;
  readonly vms: readonly SimulatedVm[];
  /** At most one fault a method, in force until it is changed. */
  readonly faults: Readonly<Partial<Record<UpstreamMethod, UpstreamFault>>>;
}

export interface SimulatedHost {
  readonly instanceId: string;
  readonly appId: string;
  /** How long ago it last shook hands, in seconds, whenever it is asked; null is never. */
  readonly handshakeAgoSeconds: number | null;
}

export interface SimulatedGateway {
  readonly name: string;
  readonly hosts: readonly SimulatedHost[];
  readonly faults: Readonly<Partial<Record<UpstreamMethod, UpstreamFault>>>;
}

/** What the upstreams of a simulated fleet say. */
export interface SimulatedWorld {
  readonly teepods: readonly SimulatedTeepod[];
  readonly gateways: readonly SimulatedGateway[];
}

/** Which gateway serves a teepod's CVMs; every teepod names exactly one. */
export interface Placement {
  readonly teepod: string;
  readonly gateway: string;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Everything that a server starts from: what is stored, and (for simulated upstreams) what the world answers. */
export interface Fleet {
  readonly workspaces: readonly Workspace[];
  readonly cvms: readonly Cvm[];
  readonly placements: readonly Placement[];
  readonly world: SimulatedWorld;
}
