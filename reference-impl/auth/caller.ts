/** Who asks: what a valid key stands for. */
export interface Caller {
  /** The key's name, for people. */
  readonly name: string;
  readonly workspaceId: string;
  /** May name CVMs of any workspace. */
  readonly isAdmin: boolean;
}
