import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import type { ExchangeLaw } from "../../cases/law.ts";
import { contract } from "../../testing/example-judge.ts";
import { defineLaw, defineRelation } from "../define-law.ts";
import { answered } from "../example.ts";
import { joinLaws } from "./join-laws.ts";
import { loadOwnLaws } from "./load-own-laws.ts";

const good = answered({}, { status: 200 });
const bad = answered({}, { status: 418, text: "short and stout" });
const broken = [{ message: "It is a teapot.", expected: "no teapot", actual: "418", discriminator: "teapot" }];

const law = (changes: Partial<ExchangeLaw> = {}): ExchangeLaw => ({
  ...defineLaw({
    id: "is-no-teapot",
    level: "should",
    says: "It is no teapot.",
    source: "RFC 2324 section 2.3.2.",
    missing: "Needs an answer.",
    judge: ({ outcome }) => (outcome.kind === "response" && outcome.status === 418 ? judged(broken) : held),
    holds: [good],
    broken: [bad],
  }),
  ...changes,
});

const join1 = (added: unknown) => joinLaws([], [{ law: added, from: "laws/teapot.ts" }], contract);

describe("a law of one's own", () => {
  it("joins the built-in ones, after them", () => {
    const builtIn = law({ id: "is-built-in" });
    const ids = joinLaws([builtIn], [{ law: law(), from: "a" }], contract).map(({ id }) => id);
    expect(ids).toEqual(["is-built-in", "is-no-teapot"]);
  });

  it("may be a built-in one itself", () => {
    const builtIn = law();
    expect(joinLaws([builtIn], [{ law: builtIn, from: "laws[0]" }], contract)).toEqual([builtIn]);
  });

  it("is refused under the id of another, with the places of both", () => {
    expect(() => joinLaws([law()], [{ law: law(), from: "laws/teapot.ts" }], contract)).toThrow(
      "Two laws are called is-no-teapot: one of the built-in laws, and one of laws/teapot.ts. Give yours another id.",
    );
  });

  it.each<[string, Partial<ExchangeLaw>]>([
    ["Its example no. 1 in `holds` breaks it (It is a teapot.):\n  PATCH", { holds: [bad] }],
    ["-> 418 short and stout", { holds: [bad] }],
    ["Its example no. 2 in `broken` does not break it:", { broken: [bad, good] }],
    ["`broken` has no example", { broken: [] }],
    ["`holds` has no example", { holds: [] }],
    [
      "No example in `holds` puts it to the test",
      {
        holds: [good],
        judge: (reading) =>
          reading.outcome.kind === "response" && reading.outcome.status === 418 ? judged(broken) : notExercised,
      },
    ],
    [
      "breaks it and counts no evidence",
      {
        judge: (reading) =>
          reading.outcome.kind === "response" && reading.outcome.status === 418
            ? { evidence: 0, violations: broken }
            : held,
      },
    ],
    [
      "Its example no. 1 in `holds` makes it throw (no such member)",
      {
        judge: () => {
          throw new Error("no such member");
        },
      },
    ],
  ])("is refused by its name where its examples contradict it: %s", (text, changes) => {
    expect(() => join1(law(changes))).toThrow("The law is-no-teapot (laws/teapot.ts) is refused.");
    expect(() => join1(law(changes))).toThrow(text);
  });

  it.each<[string, unknown]>([
    ["it is no object", "is-no-teapot"],
    ["it was not made by `defineLaw`", {}],
    ["`id` is to be words in lower case", { ...law(), id: "Teapot" }],
    ["`level` is to be", { ...law(), level: "may" }],
    ["`says` is to be a sentence", { ...law(), says: "" }],
    ["`judge` is to be a function", { ...law(), judge: null }],
    ["`broken` is to be a list of exchanges", { ...law(), broken: [{}] }],
    ["`propose` is to be a function", { ...law(), kind: "relation" }],
  ])("is none where %s", (text, value) => {
    expect(() => join1(value)).toThrow(text);
  });

  it("that compares is tried with all exchanges of an example together", () => {
    const relation = defineRelation({
      ...law(),
      phase: "relations",
      needs: [],
      propose: () => null,
      judge: (readings) => (readings.length === 2 ? judged(broken) : held),
      holds: [[good]],
      broken: [[good, good]],
    });
    expect(join1(relation)).toHaveLength(1);
  });
});

describe("a folder of laws", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "own-laws-"));
    await mkdir(join(folder, "none"));
    await mkdir(join(folder, "other"));
    await writeFile(join(folder, "none", "notes.md"), "# Laws");
    await writeFile(join(folder, "none", "a.test.mjs"), "export default 1;");
    await writeFile(join(folder, "other", "a.mjs"), "export default 1;");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ["that is not there", "nowhere", "can't be read: ENOENT"],
    [
      "without one",
      "none",
      "holds no law: no file of TypeScript or JavaScript. Write one with cvm-contract laws --new NAME.",
    ],
    ["with a file that holds something else", "other", "a.mjs is no law: it is no object."],
  ])("%s is refused", async (_, name, text) => {
    await expect(loadOwnLaws(join(folder, name))).rejects.toThrow(text);
  });
});
