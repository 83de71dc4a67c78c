import type { JsonObject } from "../../contract/index.ts";

/** What a CVM's item says beside which CVM it is. Source: openapi.json#/components/schemas/InstanceIdRefreshResult */
export interface Outcome {
  readonly status: "updated" | "unchanged" | "skipped" | "conflict" | "error";
  readonly old_instance_id: string | null;
  readonly new_instance_id: string | null;
  readonly source: "teepod_state" | "teepod_info" | "gateway" | "none";
  readonly verified_with_gateway: boolean;
  readonly reason: string | null;
}

/** One CVM of a scenario: by what it can be named, and what was recorded of it. */
export interface RecordedCvm {
  readonly cvm_id: number;
  readonly vm_uuid: string;
  readonly app_id: string;
  readonly name: string;
  readonly running: boolean;
  readonly outcome: Outcome;
  /** With `overwrite`; null where it is the same. */
  readonly overwritten: Outcome | null;
}

/** A request that the scenario is typical for. `body` is text, for a refused one need not be JSON. */
export interface SampleRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Named {
  /** In kebab case; what `Prefer: example=NAME` takes. */
  readonly name: string;
  readonly title: string;
  /** When it occurs in production, in a sentence. */
  readonly when: string;
  readonly request: SampleRequest;
}

/** A workspace's CVMs, out of which every valid request is answered. */
export interface WorldScenario extends Named {
  readonly kind: "world";
  /** In the order of a scan. */
  readonly cvms: readonly RecordedCvm[];
}

/** One answer that refuses, whatever is asked. */
export interface RefusalScenario extends Named {
  readonly kind: "refusal";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** What the mock can be told to play. */
export type Scenario = WorldScenario | RefusalScenario;
