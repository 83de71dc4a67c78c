import { expect, it } from "vitest";
import { loadLaws } from "../laws/load-laws.ts";
import { loadReporter } from "../reporters/formats.ts";
import { styleFor } from "../reporters/style.ts";
import { contract } from "../testing/example-judge.ts";
import { reportFaults } from "../testing/report-schema.ts";
import { runOptionsFor } from "../testing/run-options.ts";
import { runConformance } from "./run-conformance.ts";

it("a run against an application in the same process says so, and names what it could not send", async () => {
  const laws = await loadLaws();
  const texts: string[] = [];
  const reporters = await Promise.all(
    (["tty", "markdown", "html"] as const).map((format) =>
      loadReporter(format, { laws, contract, style: styleFor(false) }, (text) => texts.push(text)),
    ),
  );
  const body = { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] };
  const options = runOptionsFor(new URL("http://localhost"), laws, {
    app: {
      kind: "fetch",
      fetch: ({ headers }) =>
        headers.has("x-api-key") ? Response.json(body) : Response.json({ detail: "no" }, { status: 401 }),
    },
    credentials: ["member"],
    phases: ["probe", "access"],
    lawIds: ["other-path-spellings-need-a-key-too"],
    cases: 2_000,
  });
  const report = await runConformance(options, reporters);
  expect(reportFaults(report)).toEqual([]);
  expect(report.settings.inProcess).toBe(true);
  expect(report.notCarried).toEqual([
    { what: "a path that URL spells otherwise, such as one with . or .. in it", cases: expect.any(Number) },
  ]);
  for (const text of texts) {
    expect(text).toContain("a server in the same process");
    expect(text).toContain("HTTP on the wire alone carries");
  }
});
