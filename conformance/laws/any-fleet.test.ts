import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { SeenCvm } from "../cases/knowledge.ts";
import { caseRandom } from "../generate/case-random.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { loadLaws } from "./load-laws.ts";

const contract = loadContract(openapiDocument);
const [operation] = contract.operations;
if (operation?.requestBody == null) throw new Error("The contract lost its operation.");
const shape = shapeAt(contract.document, operation.requestBody.schemaPointer);
const learned = new Map<string, readonly string[]>();
const relations = (await loadLaws()).filter((law) => law.kind === "relation");

const id = fc.constantFrom(null, "a".repeat(40), "b".repeat(40));
const seenCvm: fc.Arbitrary<SeenCvm> = fc.record({
  cvmId: fc.integer({ min: 1, max: 5 }),
  identifier: fc.constantFrom("a", "b", "c"),
  status: fc.constantFrom("updated", "unchanged", "skipped", "conflict", "error"),
  source: fc.constantFrom(null, "teepod_state", "gateway", "none"),
  reason: fc.constantFrom(null, "not_running", "instance_id_differs"),
  oldInstanceId: id,
  newInstanceId: id,
});
const fleet = fc.oneof(
  fc.uniqueArray(seenCvm, { maxLength: 4, selector: ({ cvmId }) => cvmId }),
  // All of one kind: nothing for most laws to steer to.
  fc
    .tuple(seenCvm, fc.integer({ min: 1, max: 3 }))
    .map(([cvm, count]) => Array.from({ length: count }, (_, index) => ({ ...cvm, cvmId: index + 1 }))),
);

it("every law that compares can propose on whatever fleet was seen, or says that it can't", () => {
  expect(relations.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(fleet, fleet, fleet, fc.boolean(), (member, admin, other, allowWrites) => {
      const seen = new Map<CredentialName, readonly SeenCvm[]>([
        ["member", member],
        ["admin", admin],
        ["other", other],
      ]);
      for (const law of relations) {
        const sequences = law.propose({
          contract,
          operation,
          knowledge: { learned, seen, working: new Set(seen.keys()), credential: "member" },
          validRequest: validRequest({ operation, shape, learned, credential: "member" }),
          allowWrites,
          derivedKeys: [],
        });
        if (sequences !== null) expect(sequences.generate(caseRandom(1, law.id, 0), 4).value.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});
