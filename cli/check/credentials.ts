import type { CredentialName, SentRequest } from "../../conformance/index.ts";

/** The keys of a run, each with the name that records give it; null where there is none. */
export interface Keys {
  readonly member: string | null;
  readonly admin: string | null;
  readonly other: string | null;
}

const KEY_HEADER = "x-api-key";

/** A key that nobody has: long enough that none can have chosen it. */
const BAD_KEY = "no-such-key-3f9c1d7ab24e48d0a6517e0f28bc94d3";

/** The credentials that there are keys for, the one that cases are sent with first. */
export const credentialsOf = (keys: Keys): readonly CredentialName[] =>
  (["member", "admin", "other"] as const).filter((name) => keys[name] !== null);

/** The header that carries a credential's key; none for `none`, or where there is no key. */
export const keyHeaders =
  (keys: Keys) =>
  (credential: SentRequest["credential"]): Readonly<Record<string, string>> => {
    if (credential === "none") return {};
    const key = credential === "bad" ? BAD_KEY : keys[credential];
    return key === null ? {} : { [KEY_HEADER]: key };
  };
