import { canonicalSha256 } from "../../contract/index.ts";
import type { CvmId } from "./cvm-id.ts";
import type { CredentialName } from "./exchange.ts";

/** A CVM as the probe saw it, in a preview that covers the caller's whole workspace. */
export interface SeenCvm {
  readonly cvmId: CvmId;
  /** What a scan calls it by. */
  readonly identifier: string;
  readonly status: string;
  readonly source: string | null;
  readonly reason: string | null;
  readonly oldInstanceId: string | null;
  readonly newInstanceId: string | null;
}

/** What was learned of a server before the cases are generated. It is frozen then, so that a seed gives the same cases whatever is answered later. */
export interface Knowledge {
  /** Strings that mean something to the server, by the JSON Pointer of the string schema that they fit. */
  readonly learned: ReadonlyMap<string, readonly string[]>;
  /** The CVMs that each working credential sees in a scan with every filter off, at most 500, each once, in the order answered. */
  readonly seen: ReadonlyMap<CredentialName, readonly SeenCvm[]>;
  /** Credentials that were answered 200. */
  readonly working: ReadonlySet<CredentialName>;
  /** The credentials whose every request of the first probe was answered 401 or 403, with the status of the first; left out where there was none. */
  readonly refused?: ReadonlyMap<CredentialName, number>;
  /** The credential that cases are sent with. */
  readonly credential: CredentialName;
}

/** Names what is known: equal for equal knowledge. */
export const digestOf = ({ learned, seen, working, credential }: Knowledge): string =>
  canonicalSha256([
    [...learned],
    [...seen].map(([name, cvms]) => [name, cvms.map((cvm) => ({ ...cvm, cvmId: String(cvm.cvmId) }))]),
    [...working],
    credential,
  ]);
