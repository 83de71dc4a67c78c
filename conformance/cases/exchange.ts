import type { DerivedKeyName } from "./derived-key.ts";

/** A credential that the user gives, by whose key it is. */
export type GivenName = "member" | "admin" | "other";

/** Whose key a request carries. Exchanges name a credential and never hold one. `bad` is a key that nobody has, and derived ones are made of a member's. */
export type CredentialName = "none" | "bad" | GivenName | DerivedKeyName;

/** Whether a credential is one that the user gives, and not one that is there to be refused. */
export const isGiven = (credential: CredentialName): credential is GivenName =>
  credential === "member" || credential === "admin" || credential === "other";

/** The user's headers that go out with a credential. `isWhole`: none of them is left off. */
export interface ExtraHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly isWhole: boolean;
}

/** A request as it went out (or, before that, as it is to). Header names are lower case; the header that carries the credential is left out. */
export interface SentRequest {
  readonly credential: CredentialName;
  /** A request with this credential was answered 200 earlier in the same run. */
  readonly credentialHasWorked: boolean;
  /** Headers of the user's were left off, for they may carry a key: what stands in front of the server may miss them. */
  readonly lacksHeaders?: true;
  readonly method: string;
  /** Path and query, without the target's own prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes of the body, or null where none was sent. */
  readonly body: Uint8Array | null;
  /** The body went in chunks, and its length was not told beforehand. */
  readonly isChunked?: true;
}

/**
 * Why no answer came. `timeout`: no whole answer in time. `dropped`: the connection ended first. `not-http`: the bytes were no HTTP
 * response. `too-long`: it was longer than is read, and the rest was left unread. `unreachable`: no connection could be opened, so that
 * nothing was asked.
 */
export type Fault = "timeout" | "dropped" | "not-http" | "too-long" | "unreachable";

/**
 * Why a body can't be read through its content codings. `damaged`: it is not in the coding that is named, or ends too soon.
 * `unknown`: no reader of ours knows the coding.
 */
export interface CodingProblem {
  readonly kind: "damaged" | "unknown";
  /** The coding's name, lower case. */
  readonly coding: string;
  readonly detail: string;
}

/** What came back. Header names are lower case; a repeated header's values are joined by `, `. */
export type Outcome =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Without its content codings. */
      readonly body: Uint8Array;
      /** Why the content codings could not be undone, so that `body` is as it was sent; absent where they were. */
      readonly codingProblem?: CodingProblem;
      /** So many more bytes of the body were judged and not kept. */
      readonly leftOutBytes?: number;
      readonly latencyMs: number;
    }
  | {
      readonly kind: "fault";
      readonly fault: Fault;
      readonly detail: string;
      readonly latencyMs: number;
    };

/**
 * One request and what came of it.
 *
 * @example
 * import { answered, type Exchange } from "cvm-contract";
 *
 * export const refused: Exchange = answered({ json: { limit: 0 } }, { status: 422, json: { detail: [] } });
 */
export interface Exchange {
  readonly request: SentRequest;
  readonly outcome: Outcome;
}
