/** A key that a built-in fleet can be asked with. These are public: they are no secret and must never guard real data. */
export interface DemoKey {
  readonly name: string;
  readonly key: string;
  /** Id of the workspace that the key belongs to. */
  readonly workspace: DemoWorkspaceId;
  /** May name CVMs of any workspace. */
  readonly admin: boolean;
}

/** The workspaces of the built-in fleets. */
export type DemoWorkspaceId = "demo-member" | "demo-other" | "demo-admin";

/** The keys of the built-in fleets, one for each of their workspaces. */
export const demoKeys: readonly DemoKey[] = Object.freeze([
  { name: "member", key: "demo-member-key", workspace: "demo-member", admin: false },
  { name: "other", key: "demo-other-key", workspace: "demo-other", admin: false },
  { name: "admin", key: "demo-admin-key", workspace: "demo-admin", admin: true },
]);
