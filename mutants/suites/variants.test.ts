import { describe, expect, it } from "vitest";
import { startSoundServer } from "../false-alarms/sound-server.ts";
import { type VariantName, variantNames } from "../variants/index.ts";
import { complaints, gate } from "./gate.ts";

const CASES = 20_000;

/** What each chooses otherwise than clients and plain sense ask for. */
const SHOULD: Readonly<Record<VariantName, readonly string[]>> = {
  "lenient-fastapi": ["invalid-request-is-refused"],
  terse: ["defaults-are-sent", "malformed-is-422"],
  "strict-other": ["empty-list-is-no-scan", "malformed-is-422", "only-what-was-named", "valid-request-is-accepted"],
};

describe("a correct server that chooses otherwise", () => {
  it.each(variantNames.map((name) => [name]))(
    "%s gets no must finding over 20,000 cases, and lesser ones for its choices alone",
    async (name) => {
      const server = await startSoundServer(name);
      try {
        const report = await gate(server.subject, CASES, server.changes);
        expect(complaints(report, "must")).toEqual([]);
        expect([...new Set(report.findings.map(({ law }) => law))].toSorted()).toEqual(SHOULD[name]);
        expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
        expect(report.cases).toBeGreaterThan(CASES);
      } finally {
        await server.close();
      }
    },
    120_000,
  );
});
