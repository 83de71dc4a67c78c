import { type DerivedKeyName, derivedKeyNames } from "../cases/derived-key.ts";
import type { CredentialName } from "../cases/exchange.ts";
import { keyHeaderText, USUAL_KEY_HEADER } from "../cases/key-header.ts";
import { keyCarrierOf } from "../target/key-carrier.ts";
import type { RunOptions } from "./run-options.ts";

/** The credentials of a run, the one that cases are sent with first: `none` where there is no key. */
export const credentialsIn = ({ credentials }: Pick<RunOptions, "credentials">): readonly CredentialName[] =>
  credentials.length === 0 ? ["none"] : credentials;

/** How the key of each credential is carried, as in `X-API-Key`. */
export const keyCarrierIn =
  ({
    extraHeaders,
    credentialHeaders,
    keyHeader = USUAL_KEY_HEADER,
  }: Pick<RunOptions, "extraHeaders" | "credentialHeaders" | "keyHeader">) =>
  (credential: CredentialName): string => {
    const names = Object.keys(credentialHeaders(credential));
    const others = Object.entries(extraHeaders(credential).headers).filter(([name]) => !names.includes(name));
    const carriers = [keyCarrierOf(Object.fromEntries(others)), names.length === 0 ? "" : keyHeaderText(keyHeader)];
    return carriers.filter((carrier) => carrier !== "").join(" and ");
  };

/** What can be made of the member's key of a run, so that it is sure to be another. */
export const derivedKeysIn = ({
  credentialHeaders,
}: Pick<RunOptions, "credentialHeaders">): readonly DerivedKeyName[] =>
  derivedKeyNames.filter((name) => Object.keys(credentialHeaders(name)).length > 0);
