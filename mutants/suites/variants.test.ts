import { describe, expect, it } from "vitest";
import { startSoundServer } from "../false-alarms/sound-server.ts";
import { variantNames } from "../variants/index.ts";
import { complaints, gate } from "./gate.ts";

const CASES = 20_000;

describe("a correct server that chooses otherwise", () => {
  it.each(variantNames.map((name) => [name]))(
    "%s gets no must finding over 20,000 cases",
    async (name) => {
      const server = await startSoundServer(name);
      try {
        const report = await gate(server.subject, CASES, server.changes);
        expect(complaints(report, "must")).toEqual([]);
        expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
        expect(report.cases).toBeGreaterThan(CASES);
      } finally {
        await server.close();
      }
    },
    120_000,
  );
});
