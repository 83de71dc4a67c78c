import { derivedKeyHeader } from "./derived-key.ts";
import { headerWithKey, type KeyHeader, USUAL_KEY_HEADER } from "./key-header.ts";
import { type CredentialName, type GivenName, isGiven } from "./exchange.ts";

/** The keys of a run, each with the name that records give it; null where there is none. */
export type Keys = Readonly<Record<GivenName, string | null>>;

type Header = readonly [name: string, value: string];

const isSame = (one: Header, other: Header): boolean => one[0] === other[0] && one[1] === other[1];

/** A key that nobody has: long enough that none can have chosen it. */
export const BAD_KEY = "no-such-key-3f9c1d7ab24e48d0a6517e0f28bc94d3";

/**
 * The header that carries a credential's key; none for `none`, where there is no key, or where what is made of it could be somebody's.
 * `keys` are read anew each time: one may be renewed.
 */
export const keyHeaders =
  (keys: Keys, keyHeader: KeyHeader = USUAL_KEY_HEADER) =>
  (credential: CredentialName): Readonly<Record<string, string>> => {
    if (credential === "none") return {};
    const withKey = (key: string) => Object.fromEntries([headerWithKey(keyHeader, key)]);
    if (credential === "bad") return withKey(BAD_KEY);
    if (isGiven(credential)) {
      const key = keys[credential];
      return key === null ? {} : withKey(key);
    }
    const derived = keys.member === null ? null : derivedKeyHeader(credential, keys.member, keyHeader);
    if (derived === null) return {};
    const isSomebodys =
      credential !== "member-key-as-bearer" &&
      Object.values(keys).some((key: string | null) => key !== null && isSame(derived, headerWithKey(keyHeader, key)));
    return isSomebodys ? {} : Object.fromEntries([derived]);
  };
