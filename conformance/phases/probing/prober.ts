import type { Operation } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { Knowledge } from "../../cases/knowledge.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";

/** Learns of a server what the cases of one operation need. It sends nothing that writes. */
export type Prober = (context: {
  readonly operation: Operation;
  /** The credentials that the user gave, the one that cases are sent with first. */
  readonly credentials: readonly CredentialName[];
  readonly send: (plan: RequestPlan) => Promise<Reading>;
}) => Promise<Knowledge>;
