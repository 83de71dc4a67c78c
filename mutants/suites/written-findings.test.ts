import { afterAll, beforeAll, expect, it } from "vitest";
import { loadMutant } from "../load-mutants.ts";
import { type CheckingWorld, openCheckingWorld } from "./checking-world.ts";

let checking: CheckingWorld;
beforeAll(async () => {
  checking = await openCheckingWorld();
});
afterAll(() => checking.close());

it("a finding of requests that write says what has to be stored again before they can show it, unless a line puts that back", async () => {
  const { changes } = await loadMutant("key-looked-at-when-all-is-done");
  const lawIds = ["refused-callers-write-nothing"];
  const messages = async (stateUrl: (url: string) => URL | null): Promise<readonly string[]> => {
    const { report } = await checking.check(
      changes,
      (url) => ({ stateUrl: stateUrl(url), lawIds, phases: ["probe", "writes"] }),
      true,
      2_000,
    );
    return report.findings.map(({ message }) => message);
  };
  const [written = "", ...others] = await messages(() => null);
  expect(others).toEqual([]);
  expect(written).toMatch(/ These requests may show it again once CVM \d+ is without an id again/);
  const [restored = ""] = await messages((url) => new URL("/__state", url));
  expect(restored).toContain("refused for its key");
  expect(restored).not.toContain("may show it again");
});
