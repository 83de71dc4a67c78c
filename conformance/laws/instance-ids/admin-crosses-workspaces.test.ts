import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { SeenCvm } from "../../cases/knowledge.ts";
import { validRequest } from "../../generate/request-arbitrary.ts";
import { shapeAt } from "../../generate/schema-shape.ts";
import law from "./admin-crosses-workspaces.ts";

const contract = loadContract(openapiDocument);
const [operation] = contract.operations;
if (operation?.requestBody == null) throw new Error("The contract lost its operation.");
const shape = shapeAt(contract.document, operation.requestBody.schemaPointer);
const learned = new Map<string, readonly string[]>();

const cvms = (...ids: readonly number[]): readonly SeenCvm[] =>
  ids.map((cvmId) => ({
    cvmId,
    identifier: `cvm-${cvmId}`,
    status: "unchanged",
    source: null,
    reason: null,
    oldInstanceId: null,
    newInstanceId: null,
  }));

/** The members whose CVMs the law has an admin name, by what each key's scan shows. */
const owners = (member: readonly number[], other: readonly number[], admin: readonly number[]) => {
  const seen = new Map<CredentialName, readonly SeenCvm[]>([
    ["member", cvms(...member)],
    ["other", cvms(...other)],
    ["admin", cvms(...admin)],
  ]);
  const sequences = law.propose({
    contract,
    operation,
    knowledge: { learned, seen, working: new Set(seen.keys()), credential: "member" },
    validRequest: validRequest({ operation, shape, learned, credential: "member" }),
    allowWrites: false,
    derivedKeys: [],
  });
  if (sequences === null) return [];
  return [...new Set(fc.sample(sequences, 50).map(([first]) => first?.credential))].toSorted();
};

it("has an admin name what lies outside the admin's own scan", () => {
  expect(owners([1, 2], [3], [5])).toEqual(["member", "other"]);
  expect(owners([1, 2], [3], [1, 2])).toEqual(["other"]);
});

it("has an admin whose scan covers everything name what two members see apart", () => {
  expect(owners([1, 2], [3], [1, 2, 3])).toEqual(["member", "other"]);
});

it("proposes nothing where nothing shows that there is another workspace", () => {
  expect(owners([1, 2], [2, 3], [1, 2, 3])).toEqual([]);
  expect(owners([1, 2], [], [1, 2])).toEqual([]);
});
