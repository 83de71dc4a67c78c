import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoKeys } from "../../reference-impl/index.ts";
import { loadMutants } from "../load-mutants.ts";
import { type MutantWorld, openMutantWorld } from "../start-mutant.ts";
import { complaints, gate } from "./gate.ts";

let world: MutantWorld;
beforeAll(async () => {
  world = await openMutantWorld();
});
afterAll(() => world.close());

const mustFindings = async (name: string): Promise<readonly string[]> => {
  const mutant = (await loadMutants()).find((candidate) => candidate.name === name);
  if (mutant === undefined) throw new Error(`There is no mutant ${name}.`);
  const server = await world.start(mutant.changes);
  try {
    const subject = { url: new URL(server.url), key: demoKeys[0]?.key ?? null, allowWrites: false };
    return complaints(await gate(subject, 200), "must");
  } finally {
    await server.close();
  }
};

describe("previews that write, to which nothing is restored", () => {
  // The first preview of all may have written everything that there was to write.
  it.each([["dry-run-ignored"], ["dry-run-writes-from-gateway"], ["dry-run-writes-with-overwrite"]])(
    "are found without leave to write: %s",
    async (name) => {
      const found = await mustFindings(name);
      expect(found.filter((finding) => finding.startsWith("dry-run-writes-nothing: "))).toHaveLength(1);
    },
  );

  it("are no finding where nothing is written", async () => {
    expect(await mustFindings("no-bug-at-all")).toEqual([]);
  });
});
