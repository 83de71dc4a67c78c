import { describe, expect, it } from "vitest";
import { type SoundServerName, soundServerNames, startSoundServer } from "../false-alarms/sound-server.ts";
import { complaints, gate } from "./gate.ts";

/** `npm run false-alarms` sends a million. With these come ten of each law that compares previews, and two of each that is about writes. */
const CASES = 400;

/** What each chooses otherwise than clients and plain sense ask for. */
const SHOULD: Readonly<Record<Exclude<SoundServerName, "reference">, readonly string[]>> = {
  "lenient-fastapi": ["invalid-request-is-refused", "malformed-is-422", "never-a-server-error"],
  "stock-fastapi": ["invalid-request-is-refused", "malformed-is-422", "never-a-server-error"],
  terse: ["defaults-are-sent", "malformed-is-422"],
  "strict-other": ["empty-list-is-no-scan", "malformed-is-422", "only-what-was-named", "valid-request-is-accepted"],
  flaky: ["defaults-are-sent", "malformed-is-422"],
  moving: ["malformed-is-422"],
};

describe("a correct server that chooses otherwise", () => {
  it.each(soundServerNames.flatMap((name) => (name === "reference" ? [] : [[name] as const])))(
    "%s gets no must finding over eight hundred cases, and lesser ones for its choices alone",
    async (name) => {
      const server = await startSoundServer(name);
      try {
        const report = await gate(server.subject, CASES, server.changes);
        expect(complaints(report, "must")).toEqual([]);
        expect([...new Set(report.findings.map(({ law }) => law))].toSorted()).toEqual(SHOULD[name]);
        expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
        expect(report.cases).toBeGreaterThan(800);
      } finally {
        await server.close();
      }
    },
    120_000,
  );
});
