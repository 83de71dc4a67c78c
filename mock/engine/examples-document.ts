import { type Contract, isObject, type Json, type JsonObject, type Operation } from "../../contract/index.ts";
import type { Scenario } from "../scenarios/scenario.ts";

/** What stands in the document for a scenario: a named example of one status. */
export interface Example {
  readonly scenario: Scenario;
  readonly status: number;
  readonly value: Json;
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members => (isObject(value) ? value : {});

/** A copy of `value` in which the member that `path` leads to is `change(member)`; what is missing on the way is made. */
const changedAt = (value: unknown, path: readonly string[], change: (member: unknown) => unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const members = membersOf(value);
  return { ...members, [key]: changedAt(members[key], rest, change) };
};

/** What a response needs that the contract does not declare. */
const undeclared = (response: unknown): Members =>
  response === undefined
    ? { description: "Not declared by the contract; servers and what stands before them send it all the same" }
    : membersOf(response);

/** The contract with a named example for each of `examples`. Statuses that it does not declare are added with theirs. */
export const documentWithExamples = (
  contract: Contract,
  { path, method }: Operation,
  examples: readonly Example[],
): JsonObject => {
  const responses = ["paths", path, method.toLowerCase(), "responses"];
  const document = examples.reduce<unknown>((changed, { scenario, status, value }) => {
    const response = [...responses, String(status)];
    const declared = changedAt(changed, response, undeclared);
    return changedAt(declared, [...response, "content", "application/json", "examples", scenario.name], () => ({
      summary: scenario.title,
      description: scenario.when,
      value,
    }));
  }, contract.document);
  const json: JsonObject = JSON.parse(JSON.stringify(document));
  return json;
};
