import type { Cvm } from "../../fleet/fleet.ts";
import type { Script } from "../scripted-sources.ts";

/** Whose key a request carries. `nobody` has a wrong one. */
export type Credential = "home-member" | "away-member" | "home-admin" | "nobody";

/** The properties of a request body; what is left out has its default. */
export interface PlannedBody {
  readonly cvm_ids?: readonly string[] | null;
  readonly running_only?: boolean;
  readonly missing_only?: boolean;
  readonly overwrite?: boolean;
  readonly limit?: number;
  readonly dry_run?: boolean;
}

/** A request; `body` null is one that the contract does not allow, and `invalid` its text. */
export interface PlannedRequest {
  readonly credential: Credential;
  readonly body: PlannedBody | null;
  readonly invalid: string;
}

/** What the upstreams say, by teepod. */
export type Upstreams = Readonly<Record<string, Script>>;

/** What the upstreams say from now on, and requests that are sent at the same time. */
export interface Step {
  readonly upstreams: Upstreams;
  readonly requests: readonly PlannedRequest[];
}

/** What can be wrong with one CVM alone: an id that is none, an answer that never comes, a write that fails. */
export type Trouble = "garbage" | "silence" | "failing-write";

/** A fleet and what happens to it; at the end one request is compared with the same request while one CVM is in trouble. */
export interface Scenario {
  readonly cvms: readonly Cvm[];
  readonly steps: readonly Step[];
  readonly trial: {
    readonly upstreams: Upstreams;
    readonly request: PlannedRequest;
    readonly victimId: number;
    readonly trouble: Trouble;
  };
}
