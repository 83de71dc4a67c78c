import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { loadLaws } from "../../conformance/index.ts";
import { startSoundReference } from "../false-alarms/sound-server.ts";
import { alwaysExercised } from "../premises/always-exercised.ts";
import { premises } from "../premises/premises.ts";
import { gate } from "./gate.ts";

/** Three cases of each law that compares previews come with it, and one of each that is about writes. */
const CASES = 120;

const laws = await loadLaws();

describe("where a law could not have failed it counts no evidence", () => {
  it.each(Object.entries(premises))("%s", async (_, premise) => {
    const { subject, changes, close } = await startSoundReference(premise.fleet, premise.choice);
    try {
      const allowWrites = premise.isReadOnly !== true;
      const report = await gate({ ...subject, allowWrites }, CASES, { ...changes, ...premise.changes });
      const tried = report.laws.filter(({ id, evidence }) => premise.idle.includes(id) && evidence > 0);
      expect(tried.map(({ id, evidence }) => `${id} ${evidence}`)).toEqual([]);
      expect(report.findings.map(({ law }) => law)).toEqual([]);
      expect(report.laws.filter(({ verdict }) => verdict === "harness-error")).toEqual([]);
    } finally {
      await close();
    }
  });
});

it("each file declares one that is tried", async () => {
  const files = await readdir(new URL("../premises/members/", import.meta.url));
  expect(Object.keys(premises)).toEqual(files.map((file) => basename(file, ".ts")).toSorted());
});

describe("each law", () => {
  const idle = new Set(Object.values(premises).flatMap((premise) => premise.idle));

  it("has a premise that is false somewhere, or a reason why there is none", () => {
    expect(laws.map(({ id }) => id).filter((id) => !idle.has(id) && !(id in alwaysExercised))).toEqual([]);
    expect(Object.keys(alwaysExercised).filter((id) => idle.has(id))).toEqual([]);
  });

  it("that is named is one", () => {
    const known = new Set(laws.map(({ id }) => id));
    expect([...idle, ...Object.keys(alwaysExercised)].filter((id) => !known.has(id))).toEqual([]);
  });
});
