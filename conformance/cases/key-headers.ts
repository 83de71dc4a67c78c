import { derivedKeyHeader } from "./derived-key.ts";
import { type CredentialName, type GivenName, isGiven } from "./exchange.ts";

/** The keys of a run, each with the name that records give it; null where there is none. */
export type Keys = Readonly<Record<GivenName, string | null>>;

const KEY_HEADER = "x-api-key";

/** A key that nobody has: long enough that none can have chosen it. */
const BAD_KEY = "no-such-key-3f9c1d7ab24e48d0a6517e0f28bc94d3";

/** The header that carries a credential's key; none for `none`, where there is no key, or where what is made of it could be somebody's. */
export const keyHeaders =
  (keys: Keys) =>
  (credential: CredentialName): Readonly<Record<string, string>> => {
    if (credential === "none") return {};
    if (credential === "bad") return { [KEY_HEADER]: BAD_KEY };
    if (isGiven(credential)) {
      const key = keys[credential];
      return key === null ? {} : { [KEY_HEADER]: key };
    }
    const derived = keys.member === null ? null : derivedKeyHeader(credential, keys.member);
    if (derived === null) return {};
    const [header, value] = derived;
    const isSomebodys = header === KEY_HEADER && Object.values(keys).includes(value);
    return isSomebodys ? {} : { [header]: value };
  };
