import type { Cvm } from "../fleet/fleet.ts";

/** An instance id, an app id or any other 40 hex digits, by number. */
export const hex40 = (number: number): string => number.toString(16).padStart(40, "0");

/** A UUIDv4 by number. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

/** A running CVM of workspace `home` on teepod `t1` that has an app of its own and no instance id yet, but for what `but` says. */
export const sampleCvm = (cvmId: number, but: Partial<Omit<Cvm, "cvmId">> = {}): Cvm => ({
  cvmId,
  vmUuid: uuid(cvmId),
  appId: hex40(0xa_0000 + cvmId),
  name: `cvm-${cvmId}`,
  workspaceId: "home",
  status: "running",
  instanceId: null,
  teepod: "t1",
  noInstanceId: false,
  lastAttemptAtMs: null,
  ...but,
});
