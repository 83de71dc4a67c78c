import { expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { answered } from "../laws/example.ts";
import { exampleAnswer } from "../laws/example-answer.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { judgeAlone } from "./judge-alone.ts";

const contract = loadContract(openapiDocument);
const laws = await loadLaws();

it("says of an exchange which laws it breaks", () => {
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error("The contract has no operation.");
  const judge = judgeAlone(contract, operation, laws);
  expect(judge(answered({ json: {} }, { json: exampleAnswer([]) }))).toEqual([]);
  const broken = judge(answered({ json: {} }, { json: exampleAnswer([], { updated: 1 }) }));
  expect(broken.map(({ law }) => law.id)).toContain("counts-match-items");
});
