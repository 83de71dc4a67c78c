import { createHash } from "node:crypto";

const INSTANCE_ID_BYTES = 20;

/**
 * The instance id of a VM: `sha256(seed ‖ app id)` cut to 20 bytes, as 40 lowercase hex digits. `appId` is 40 hex digits.
 * Source: dstack `dstack-util/src/system_setup.rs`.
 */
export const deriveInstanceId = (seed: Uint8Array, appId: string): string =>
  createHash("sha256").update(seed).update(Buffer.from(appId, "hex")).digest().toString("hex", 0, INSTANCE_ID_BYTES);
