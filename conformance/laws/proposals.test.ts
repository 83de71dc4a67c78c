import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject, loadContract, openapiDocument } from "../../contract/index.ts";
import type { ProposalContext, RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import omittedMeansDefault from "./contract/omitted-means-default.ts";
import unknownPropertyIsHarmless from "./contract/unknown-property-is-harmless.ts";

const contract = loadContract(openapiDocument);
const [operation] = contract.operations;
if (operation?.requestBody == null) throw new Error("The contract lost its operation.");
const shape = shapeAt(contract.document, operation.requestBody.schemaPointer);
const learned = new Map<string, readonly string[]>();

const contextWith = (allowWrites: boolean): ProposalContext => ({
  contract,
  operation,
  knowledge: { learned, seen: new Map(), working: new Set(), credential: "member" },
  validRequest: validRequest({ operation, shape, learned, credential: "member" }),
  allowWrites,
  derivedKeys: [],
});

const proposedBy = (law: RelationLaw, allowWrites = false): fc.Arbitrary<readonly RequestPlan[]> => {
  const sequences = law.propose(contextWith(allowWrites));
  if (sequences === null) throw new Error(`${law.id} proposes nothing.`);
  return sequences;
};

const bodies = (plans: readonly RequestPlan[]): readonly JsonObject[] =>
  plans.map(({ body }) => (body.kind === "json" && isJsonObject(body.value) ? body.value : {}));

/** The smallest sequence that a law proposes, as shrinking finds it. */
const smallest = (law: RelationLaw, isWanted: (plans: readonly RequestPlan[]) => boolean = () => true) => {
  const result = fc.check(
    fc.property(proposedBy(law), (plans) => !isWanted(plans)),
    { numRuns: 1000 },
  );
  return bodies(result.counterexample?.[0] ?? []);
};

describe.each([unknownPropertyIsHarmless, omittedMeansDefault])("the proposals of $id", (law) => {
  it("are previews, with leave to write as well", () => {
    for (const allowWrites of [false, true])
      fc.assert(
        fc.property(proposedBy(law, allowWrites), (plans) => bodies(plans).every((body) => body.dry_run === true)),
      );
  });

  it("end with the request with which they began", () => {
    fc.assert(
      fc.property(proposedBy(law), (plans) => {
        expect(plans.length).toBeGreaterThan(2);
        expect(plans.at(-1)).toEqual(plans[0]);
      }),
    );
  });

  it("are the same for the same random numbers", () => {
    expect(fc.sample(proposedBy(law), { seed: 5, numRuns: 20 })).toEqual(
      fc.sample(proposedBy(law), { seed: 5, numRuns: 20 }),
    );
  });
});

describe("the proposals of unknown-property-is-harmless", () => {
  const withoutCase = (name: string): string => name.toLowerCase();

  it("add a property that neither the body nor the contract has, or several that the contract has in another case", () => {
    const declared = shape.kind === "object" ? shape.properties.map(({ name }) => name) : [];
    fc.assert(
      fc.property(proposedBy(unknownPropertyIsHarmless), (plans) => {
        const [plain = {}, extended = {}] = bodies(plans);
        const added = Object.keys(extended).filter((name) => !Object.hasOwn(plain, name));
        expect(added.length).toBeGreaterThan(0);
        for (const name of added) {
          expect(declared).not.toContain(name);
          // Nothing is to be said against a preview's writing nothing.
          expect(withoutCase(name)).not.toBe("dry_run");
          if (added.length > 1) expect(declared).toContain(withoutCase(name));
        }
        for (const [name, value] of Object.entries(plain)) expect(extended[name]).toEqual(value);
      }),
    );
  });

  it("shrink to an empty preview with one property", () => {
    const adds = (wanted: string) => (plans: readonly RequestPlan[]) => bodies(plans).some((body) => wanted in body);
    expect(smallest(unknownPropertyIsHarmless, adds("dryRun"))).toEqual([
      { dry_run: true },
      { dry_run: true, dryRun: null },
      { dry_run: true },
    ]);
    expect(smallest(unknownPropertyIsHarmless, adds("Overwrite"))).toEqual([
      { dry_run: true },
      { dry_run: true, Overwrite: {} },
      { dry_run: true },
    ]);
  });
});

describe("the proposals of omitted-means-default", () => {
  it("write out, change and leave out one property, or all", () => {
    const names = new Set<string>();
    fc.assert(
      fc.property(proposedBy(omittedMeansDefault), (plans) => {
        const [written = {}, other = {}, left = {}] = bodies(plans);
        const gone = Object.keys(written).filter((name) => !Object.hasOwn(left, name));
        names.add(gone.join());
        expect(plans).toHaveLength(4);
        expect([1, 5]).toContain(gone.length);
        for (const name of gone) expect(other[name]).not.toEqual(written[name]);
      }),
    );
    const all = "cvm_ids,running_only,missing_only,overwrite,limit";
    expect([...names].sort()).toEqual([...all.split(","), all].sort());
  });

  it("write out what the contract says, and other values right before all is left out", () => {
    const isOfAll = (plans: readonly RequestPlan[]) =>
      bodies(plans).some((body) => Object.keys(body).join() === "dry_run") &&
      Object.keys(bodies(plans)[1] ?? {}).length === 6;
    const [written, other, left] = smallest(omittedMeansDefault, isOfAll);
    expect(written).toEqual({
      cvm_ids: null,
      running_only: true,
      missing_only: true,
      overwrite: false,
      limit: 100,
      dry_run: true,
    });
    expect(other).toEqual({
      cvm_ids: [],
      running_only: false,
      missing_only: false,
      overwrite: true,
      limit: 1,
      dry_run: true,
    });
    expect(left).toEqual({ dry_run: true });
  });

  it("shrink to the one property", () => {
    const isOfLimit = (plans: readonly RequestPlan[]) => {
      const [written = {}, other = {}, left = {}] = bodies(plans);
      return other.limit === 1 && !("limit" in left) && Object.keys(written).length === Object.keys(left).length + 1;
    };
    expect(smallest(omittedMeansDefault, isOfLimit)).toEqual([
      { limit: 100, dry_run: true },
      { limit: 1, dry_run: true },
      { dry_run: true },
      { limit: 100, dry_run: true },
    ]);
  });
});
