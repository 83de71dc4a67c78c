import type { Contract, JsonObject, Operation } from "../../contract/index.ts";
import { answerFromWorld } from "../answer/answer-from-world.ts";
import { indexOf } from "../answer/find-named.ts";
import { toRefreshOptions } from "../answer/refresh-options.ts";
import { documentWithExamples, type Example } from "./examples-document.ts";
import type { Scenario } from "../scenarios/scenario.ts";

const toJson = (value: unknown): Example["value"] => JSON.parse(JSON.stringify(value));

const exampleOf = (scenario: Scenario): Example => {
  if (scenario.kind === "refusal") return { scenario, status: scenario.status, value: scenario.body };
  const { cvms, request } = scenario;
  const options = toRefreshOptions(JSON.parse(request.body));
  return { scenario, status: 200, value: toJson(answerFromWorld({ cvms, find: indexOf(cvms) }, options)) };
};

/** The contract with every scenario as a named example: of a world, the answer to the request that it is typical for. */
export const mockDocument = (contract: Contract, operation: Operation, scenarios: readonly Scenario[]): JsonObject =>
  documentWithExamples(contract, operation, scenarios.map(exampleOf));
