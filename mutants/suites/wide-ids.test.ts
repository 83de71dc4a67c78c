import { afterEach, describe, expect, it } from "vitest";
import { variantKeys } from "../variants/access.ts";
import { type Listener, listenJson } from "../variants/json-listener.ts";
import { lenientFastapi } from "../variants/lenient-fastapi.ts";
import { strictOther } from "../variants/strict-other.ts";
import { wideIds } from "../variants/wide-ids.ts";
import type { RunOptions } from "../../conformance/index.ts";
import { complaints, gate } from "./gate.ts";

/** Four of each law that compares previews. */
const CASES = 160;

let server: Listener | null = null;
afterEach(async () => {
  await server?.close();
});

const check = async (
  answer: Parameters<typeof listenJson>[0],
  key: string | null,
  changes: Partial<RunOptions> = {},
) => {
  server = await listenJson(answer);
  return gate({ url: new URL(server.url), key, allowWrites: false }, CASES, changes);
};

/** Such a bug breaks many laws; it takes one to show it. */
const heldTo = (law: string): Partial<RunOptions> => ({ lawIds: [law], mostFindings: 1 });

describe("a fleet whose ids no double holds", () => {
  it.each([
    ["strict-other", strictOther, null],
    ["lenient-fastapi", lenientFastapi, variantKeys.member],
  ] as const)(
    "raises no alarm: %s",
    async (_, make, key) => {
      const report = await check(wideIds(make()), key);
      expect(complaints(report, "must")).toEqual([]);
      const verdicts = new Map(report.laws.map(({ id, verdict }) => [id, verdict]));
      for (const law of ["naming-equals-scanning", "missing-only-narrows", "each-cvm-once"])
        expect(verdicts.get(law)).toBe("held");
    },
    60_000,
  );

  it("shows a server that rounds the names of CVMs", async () => {
    const report = await check(wideIds(strictOther(), true), null, heldTo("only-what-was-named"));
    expect(complaints(report, "must").join()).toContain("only-what-was-named");
  }, 60_000);

  it("shows a server that answers ids as doubles", async () => {
    const make = wideIds(strictOther());
    const asDoubles: Parameters<typeof listenJson>[0] = (request) => {
      const reply = make(request);
      return { ...reply, text: JSON.stringify(JSON.parse(reply.text ?? "null")) };
    };
    const report = await check(asDoubles, null, heldTo("each-cvm-once"));
    expect(complaints(report, "must").join()).toContain("each-cvm-once");
  }, 60_000);
});
