import { describe, expect, it } from "vitest";
import { onlyOperation } from "../generate/only-operation.ts";
import { contract } from "../testing/example-judge.ts";
import { choicesOf } from "./choices-of.ts";

const choices = choicesOf(onlyOperation(contract).shape);
const FLEET = 120;

describe("what a request chooses", () => {
  it("is the same whether a default is said or left out", () => {
    const said = {
      cvm_ids: null,
      running_only: true,
      missing_only: true,
      overwrite: false,
      limit: 100,
      dry_run: false,
    };
    expect(choices(said, FLEET)).toEqual(choices({}, FLEET));
    expect(choices({ missing_only: false }, FLEET)).not.toEqual(choices({}, FLEET));
  });

  it.each([
    ["a list that the limit lets through", { cvm_ids: ["1", "2"], limit: 2 }, "whole"],
    ["a list that it cuts", { cvm_ids: ["1", "2", "3"], limit: 2 }, "cut short"],
    ["a scan that the default limit cuts", {}, "cut short"],
    ["a scan that the limit just lets through", { limit: FLEET }, "just enough"],
    ["a scan that it lets through with more to spare", { limit: FLEET + 1 }, "whole"],
  ])("tells %s", (_, body, word) => {
    expect(choices(body, FLEET).together).toContain(word);
  });

  it("tells a scan from a list, and that from an empty one", () => {
    const words = [{}, { cvm_ids: [] }, { cvm_ids: ["1"] }].map((body) => choices(body, FLEET).together);
    expect(new Set(words).size).toBe(3);
  });
});
