/** What a string of `cvm_ids` can name. Hexadecimal forms are given in the store's spelling. */
export type Identifier =
  | { readonly kind: "cvm-id"; readonly cvmId: number }
  | { readonly kind: "vm-uuid"; readonly vmUuid: string }
  | { readonly kind: "app-id"; readonly appId: string }
  | { readonly kind: "instance-id"; readonly instanceId: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "invalid" };

const MAX_CHARACTERS = 255;
const INVALID: Identifier = Object.freeze({ kind: "invalid" });

const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i;
const APP_ID = /^(?:app_)?([0-9a-f]{40})$/i;
const INSTANCE_ID = /^instance_([0-9a-f]{40})$/i;
const DECIMAL = /^[1-9][0-9]{0,15}$/;

/** Whether a string could be stored as a name at all: text, and not too much of it. */
const canName = (text: string): boolean => {
  // A character takes at most two code units, so that only strings near the bound are counted one by one.
  if (text.length === 0 || text.length > 2 * MAX_CHARACTERS) return false;
  if (text.length > MAX_CHARACTERS && [...text].length > MAX_CHARACTERS) return false;
  return !/\p{Cc}/u.test(text) && text.isWellFormed();
};

/**
 * Reads one entry of `cvm_ids`. A longer form goes before a shorter one (40 digits are an app id, 32 a UUID), a number that no
 * `cvm_id` can be is a name, and so is one with leading zeros: each CVM has one number.
 */
export const parseIdentifier = (text: string): Identifier => {
  const appId = APP_ID.exec(text)?.[1];
  if (appId !== undefined) return { kind: "app-id", appId: appId.toLowerCase() };
  const instanceId = INSTANCE_ID.exec(text)?.[1];
  if (instanceId !== undefined) return { kind: "instance-id", instanceId: instanceId.toLowerCase() };
  const uuid = UUID.exec(text);
  if (uuid !== null) return { kind: "vm-uuid", vmUuid: uuid.slice(1).join("-").toLowerCase() };
  if (DECIMAL.test(text) && Number.isSafeInteger(Number(text))) return { kind: "cvm-id", cvmId: Number(text) };
  return canName(text) ? { kind: "name", name: text } : INVALID;
};
