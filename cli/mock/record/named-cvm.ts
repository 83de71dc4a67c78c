import { createHash } from "node:crypto";
import type { RecordedCvm } from "../../../mock/index.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");

/** A UUIDv4 that is always the same for one CVM. */
const standInUuid = (cvmId: number): string => {
  const hex = digest(`vm ${cvmId}`);
  return dashed(`${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17, 32)}`);
};

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const APP_ID = /^(?:app_)?([0-9a-f]{40})$/i;
/** Names a CVM by what it has anyway: its number, or its stored instance id. */
const BY_ITSELF = /^(?:[1-9][0-9]{0,14}|instance_[0-9a-f]{40})$/i;

/**
 * By what a CVM of an answer can be named. An answer has but its number and the text that named it: `vm_uuid`, `app_id` and name are made
 * up where the text is not one of them, always the same for one number.
 */
export const namedCvm = (
  cvmId: number,
  identifier: string,
): Pick<RecordedCvm, "cvm_id" | "vm_uuid" | "app_id" | "name"> => {
  const appId = APP_ID.exec(identifier)?.[1]?.toLowerCase();
  const isUuid = UUID.test(identifier);
  const isName = !isUuid && appId === undefined && !BY_ITSELF.test(identifier);
  return {
    cvm_id: cvmId,
    vm_uuid: isUuid ? dashed(identifier.replaceAll("-", "").toLowerCase()) : standInUuid(cvmId),
    app_id: appId ?? digest(`app ${cvmId}`).slice(0, 40),
    name: isName ? identifier : `cvm-${cvmId}`,
  };
};
