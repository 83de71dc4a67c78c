import type { CredentialName } from "../cases/exchange.ts";

/** A key that was given, and that a server did not take from the start: whatever the probe sent with it was answered 401 or 403. */
export interface ReportedRefusedKey {
  readonly credential: CredentialName;
  /** Of the first answer. */
  readonly status: number;
}
