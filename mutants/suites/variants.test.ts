import { describe, expect, it } from "vitest";
import { startVariant, variantNames } from "../variants/index.ts";
import { complaints, gate } from "./gate.ts";

const CASES = 20_000;

describe("a correct server that chooses otherwise", () => {
  it.each(variantNames.map((name) => [name]))(
    "%s gets no must finding over 20,000 cases",
    async (name) => {
      const variant = await startVariant(name);
      try {
        const keys = {
          member: variant.key,
          other: variant.otherKey,
          admin: variant.adminKey,
          bad: "nobody",
          none: null,
        };
        const report = await gate({ url: new URL(variant.url), key: variant.key, allowWrites: true }, CASES, {
          phases: ["probe", "boundary", "fuzz", "relations", "access", "writes"],
          credentials: variant.key === null ? [] : ["member", "other", "admin"],
          credentialHeaders: (credential): Readonly<Record<string, string>> => {
            const key = keys[credential];
            return key === null ? {} : { "x-api-key": key };
          },
        });
        expect(complaints(report, "must")).toEqual([]);
        expect(report.laws.filter((law) => law.verdict === "harness-error")).toEqual([]);
        expect(report.cases).toBeGreaterThan(CASES);
      } finally {
        await variant.close();
      }
    },
    120_000,
  );
});
