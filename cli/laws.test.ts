import { describe, expect, it } from "vitest";
import { defineLaw, type Exchange, held, loadLaws } from "../conformance/index.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { lawPage, laws, lawTable } from "./laws.ts";
import { fakeContext } from "./testing/fake-context.ts";

const exchange = (status: number, body: string): Exchange => ({
  request: {
    credential: "member",
    credentialHasWorked: true,
    method: "PATCH",
    path: "/api/v1/cvms/instance-ids",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode('{"limit":5}'),
  },
  outcome: { kind: "response", status, headers: {}, body: new TextEncoder().encode(body), latencyMs: 1 },
});

const law = defineLaw({
  id: "answers-are-short",
  level: "should",
  says: "An answer is short, because what is long is read by nobody and costs everybody who has to carry it around.",
  source: "plain sense",
  missing: "a request that is answered",
  kills: ["talks-too-much"],
  judge: () => held,
  holds: [exchange(200, "{}")],
  broken: [exchange(200, `\u001b[2J${"x".repeat(1000)}`)],
});

const { stdout } = fakeContext([]).context;

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext(["laws", ...argv]);
  const code = await runCommandLine([laws], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describe("the table of laws", () => {
  it("gives level, id and sentence, within the width of the terminal", () => {
    const lines = lawTable([law], stdout).split("\n");
    expect(lines[0]).toBe("should     answers-are-short");
    expect(lines.slice(1).join(" ").replace(/\s+/g, " ").trim()).toBe(law.says);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe("the page of a law", () => {
  const page = lawPage(law, stdout);

  it("tells where it comes from, what tests it and what it catches", () => {
    expect(page).toMatch(/^ {2}level +should$/m);
    expect(page).toMatch(/^ {2}source +plain sense$/m);
    expect(page).toMatch(/^ {2}tested by +a request that is answered$/m);
    expect(page).toMatch(/^ {2}catches +talks-too-much$/m);
  });

  it("shows exchanges in which it holds and is broken", () => {
    expect(page).toContain(
      'It holds in:\n  > PATCH /api/v1/cvms/instance-ids (application/json, credential member) {"limit":5}\n  < 200 {}',
    );
    expect(page).toContain("It is broken in:");
  });

  it("cuts long bodies and sends no control characters to the terminal", () => {
    expect(page).toContain("(1004 bytes)");
    expect(page).not.toContain("\u001b");
  });
});

describe("laws", () => {
  it("lists every law", async () => {
    const { code, stdout } = await run();
    expect(code).toBe(0);
    for (const { id } of await loadLaws()) expect(stdout).toContain(` ${id}\n`);
  });

  it("explains the law that is named", async () => {
    const { code, stdout } = await run("counts-sum-to-scanned");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^counts-sum-to-scanned\n/);
    expect(stdout).toContain("It is broken in:");
  });

  it("ends with 2 on a law that there is not, or on two", async () => {
    expect(await run("counts-sum-to-scaned")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean counts-sum-to-scanned?"),
    });
    expect((await run("a", "b")).code).toBe(2);
  });
});
