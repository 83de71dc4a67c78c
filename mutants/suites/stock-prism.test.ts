import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StockPrism, startStockPrism } from "../stock-prism.ts";
import { runCommand } from "./command-process.ts";

const OPENAPI = fileURLToPath(new URL("../../openapi.json", import.meta.url));

describe("check against a stock prism mock", () => {
  let prism: StockPrism;

  beforeAll(async () => {
    prism = await startStockPrism(OPENAPI, process.execPath, process.env);
  });
  afterAll(() => prism.stop());

  it("ends with 1 and names that the counters contradict the items", async () => {
    // Prism hangs on malformed JSON, so that a short timeout keeps the run short.
    const { code, stdout } = await runCommand(["check", "--target", prism.url, "--cases", "200", "--timeout", "1s"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ counts-match-items +must +broken/);
    const [findings = ""] = stdout.split(/^ +law +level +verdict/m);
    expect(findings).toContain("counts-match-items");
  });
});
