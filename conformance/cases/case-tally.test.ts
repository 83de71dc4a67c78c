import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Case } from "./case.ts";
import { CaseTally, digestOfAll } from "./case-tally.ts";

const caseTo = (path: string): Case => ({
  plans: [{ credential: "none", method: "PATCH", path, headers: {}, body: { kind: "none" } }],
  relation: null,
  simpler: () => [],
});

const tallyOf = (paths: readonly string[]): CaseTally => {
  const tally = new CaseTally();
  for (const path of paths) tally.add(caseTo(path), "fuzz");
  return tally;
};

describe("the digest of a set of cases", () => {
  it("does not depend on the order in which they were sent", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (paths) => {
        expect(tallyOf(paths.toReversed()).digest).toBe(tallyOf(paths).digest);
      }),
    );
  });

  it("is made of the digests of its parts", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string())), (parts) => {
        expect(digestOfAll(parts.map((paths) => tallyOf(paths).digest))).toBe(tallyOf(parts.flat()).digest);
      }),
    );
  });

  it("differs where one is missing, doubled, another, or of another phase", () => {
    const inBoundary = new CaseTally();
    inBoundary.add(caseTo("/a"), "boundary");
    const digests = [["/a"], [], ["/a", "/a"], ["/b"]].map((paths) => tallyOf(paths).digest);
    expect(new Set([...digests, inBoundary.digest]).size).toBe(5);
  });

  it("is 64 hex digits, whatever it is", () => {
    expect(tallyOf([]).digest).toBe("0".repeat(64));
    expect(tallyOf(["/a"]).digest).toMatch(/^[0-9a-f]{64}$/);
    expect(tallyOf(["/a", "/b"]).count).toBe(2);
  });
});
