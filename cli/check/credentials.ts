import type { CredentialName, Keys } from "../../conformance/index.ts";

/** The credentials that there are keys for, the one that cases are sent with first. */
export const credentialsOf = (keys: Keys): readonly CredentialName[] =>
  (["member", "admin", "other"] as const).filter((name) => keys[name] !== null);
