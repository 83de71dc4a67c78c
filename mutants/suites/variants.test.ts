import { describe, expect, it } from "vitest";
import { type SoundServerName, soundServerNames, startSoundServer } from "../false-alarms/sound-server.ts";
import { complaints, gate } from "./gate.ts";

/** `npm run false-alarms` sends a million. Fewer where a server differs from another in little, or is slow. */
const casesOf = (name: SoundServerName): number =>
  name === "terse" || name === "strict-other" || name === "lenient-fastapi" ? 1_200 : 800;

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
    "%s gets no must finding over a thousand cases and more, and lesser ones for its choices alone",
    async (name) => {
      const server = await startSoundServer(name);
      try {
        const report = await gate(server.subject, casesOf(name), server.changes);
        expect(complaints(report, "must")).toEqual([]);
        expect([...new Set(report.findings.map(({ law }) => law))].toSorted()).toEqual(SHOULD[name]);
        expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
        expect(report.cases).toBeGreaterThan(casesOf(name));
      } finally {
        await server.close();
      }
    },
    120_000,
  );
});
