/** Whose key a request carries. Exchanges name a credential and never hold one. `bad` is a key that nobody has. */
export type CredentialName = "none" | "member" | "admin" | "other" | "bad";

/** A request as it went out. Header names are lower case; the header that carries the credential is left out. */
export interface SentRequest {
  readonly credential: CredentialName;
  /** A request with this credential was answered 200 earlier in the same run. */
  readonly credentialHasWorked: boolean;
  readonly method: string;
  /** Path and query, without the target's own prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes of the body, or null where none was sent. */
  readonly body: Uint8Array | null;
}

/**
 * Why no answer came. `timeout`: no whole answer in time. `dropped`: the connection ended first. `not-http`: the bytes were no HTTP
 * response. `too-long`: it was longer than is read, and the rest was left unread. `unreachable`: no connection could be opened, so that
 * nothing was asked.
 */
export type Fault = "timeout" | "dropped" | "not-http" | "too-long" | "unreachable";

/** What came back. Header names are lower case; a repeated header's values are joined by `, `. */
export type Outcome =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
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

/** One request and what came of it. */
export interface Exchange {
  readonly request: SentRequest;
  readonly outcome: Outcome;
}
