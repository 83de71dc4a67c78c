import { afterEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { type EmbeddedReference, startEmbeddedReference } from "./serve/embedded-reference.ts";
import { fakeContext } from "./testing/fake-context.ts";

const references: EmbeddedReference[] = [];
afterEach(() => Promise.all(references.splice(0).map((reference) => reference.close())));

const start = async (): Promise<EmbeddedReference> => {
  const reference = await startEmbeddedReference(() => {});
  references.push(reference);
  return reference;
};

interface ToldLaw {
  readonly id: unknown;
  readonly verdict: unknown;
  readonly missing: unknown;
}

const lawsOf = (report: unknown): readonly ToldLaw[] =>
  isObject(report) && Array.isArray(report.laws)
    ? report.laws.filter(isObject).map(({ id, verdict, missing }) => ({ id, verdict, missing }))
    : [];

/** Checks a reference as a stranger would, with leave to write, and gives exit code, laws and what it said. */
const checkOnce = async ({ url, keys }: EmbeddedReference, ...more: readonly string[]) => {
  const keyArgs = ["--api-key", keys.member ?? "", "--admin-key", keys.admin ?? "", "--other-key", keys.other ?? ""];
  const argv = ["check", "--target", url.href, ...keyArgs, "--allow-writes", "--report", "json", ...more];
  const fake = fakeContext([...argv, "--seed", "11", "--cases", "400"]);
  const code = await runCommandLine([check], fake.context);
  const report: unknown = code === 2 ? null : JSON.parse(fake.stdout());
  return { code, laws: lawsOf(report), stderr: fake.stderr() };
};

const judgedOtherwise = (one: readonly ToldLaw[], other: readonly ToldLaw[]) =>
  one.filter(({ id, verdict }) => other.find((law) => law.id === id)?.verdict !== verdict).map(({ id }) => id);

describe("a second check of one server", () => {
  it("comes to the same verdicts where the state can be restored", async () => {
    const reference = await start();
    const stateUrl = ["--state-url", reference.stateUrl.href];
    const first = await checkOnce(reference, ...stateUrl);
    const second = await checkOnce(reference, ...stateUrl);
    expect(first.laws.find(({ id }) => id === "update-is-kept")?.verdict).toBe("held");
    expect(second).toEqual(first);
    expect(first.code).toBe(0);
  });

  it("says what it could not put to the test where nothing restores what the first one wrote", async () => {
    const reference = await start();
    const first = await checkOnce(reference);
    const second = await checkOnce(reference);
    expect([first.code, second.code]).toEqual([0, 0]);
    const kept = second.laws.find(({ id }) => id === "update-is-kept");
    expect(kept).toMatchObject({ verdict: "not-exercised", missing: expect.stringContaining("--state-url") });
    // Less can be tried, but nothing is judged otherwise.
    const changed = judgedOtherwise(first.laws, second.laws);
    for (const law of second.laws.filter(({ id }) => changed.includes(id)))
      expect(["held", "not-exercised"]).toContain(law.verdict);
  });

  it("ends with 2 where the state URL leads nowhere, and says so", async () => {
    const { code, stderr } = await checkOnce(await start(), "--state-url", "http://127.0.0.1:1/state");
    expect(stderr).toContain("Failed to use the state probe http://127.0.0.1:1/state");
    expect(code).toBe(2);
  });
});
