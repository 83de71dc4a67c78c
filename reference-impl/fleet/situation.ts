import type { DemoWorkspaceId } from "./demo-keys.ts";

/**
 * An instance id, told by what it is to its VM:
 * `own` is the VM's true id, `old` one that it had before, `upper` the true one in upper case between blanks, `prefixed` the
 * true one behind `0x`, `vm-uuid` the VM's own UUID, `of NAME` the true id of the VM of that name; `none` is null, `absent`
 * leaves the field out. Only `own`, `old`, `of NAME` and `none` can be stored.
 */
export type IdSpec =
  | "own"
  | "old"
  | "upper"
  | "prefixed"
  | "vm-uuid"
  | "garbage"
  | "blank"
  | "none"
  | "absent"
  | `of ${string}`;

/**
 * A host that a gateway lists: the VM's true or former id, an id that no CVM of the fleet has, or the true id under a foreign app;
 * `old-gone` last shook hands hours ago, `own-never-met` never did.
 */
export type HostSpec = "own" | "old" | "stray" | "own-under-another-app" | "old-gone" | "own-never-met";

/** One CVM of a built-in fleet, told by how store, teepod and gateway see it. */
export interface Situation {
  /** The CVM's name, and what other situations call it by. */
  readonly name: string;
  readonly workspace: DemoWorkspaceId;
  /** CVMs with the same label are replicas of one app. */
  readonly app: string;
  readonly teepod: string;
  readonly status: string;
  readonly noInstanceId: boolean;
  /** What the store holds. */
  readonly stored: IdSpec;
  /** What the teepod's `Status` says. */
  readonly state: IdSpec;
  /** What the teepod's `GetInfo` says. */
  readonly info: IdSpec;
  readonly hosts: readonly HostSpec[];
  readonly isUnknownToTeepod: boolean;
}

/** A running CVM of the member's that lacks its id, which its teepod and its gateway both tell; `but` says how it differs. */
export const situation = (name: string, but: Partial<Omit<Situation, "name">> = {}): Situation => ({
  name,
  workspace: "demo-member",
  app: name,
  teepod: "teepod-1",
  status: "running",
  noInstanceId: false,
  stored: "none",
  state: "own",
  info: but.state ?? "own",
  hosts: ["own"],
  isUnknownToTeepod: false,
  ...but,
});
