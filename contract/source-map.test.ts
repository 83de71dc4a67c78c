import { describe, expect, it } from "vitest";
import { ContractError } from "./contract-error.ts";
import { readOpenapiText } from "./openapi-text.ts";
import { locatorOf } from "./source-map.ts";

const text = `{
  "a/b": { "200": [1,
    { "x": 2 }] }
}`;

describe("the place of a value in a text", () => {
  it.each([
    ["", [1, 1, 4, 2]],
    ["/a~1b", [2, 3, 3, 18]],
    ["/a~1b/200/1/x", [3, 7, 3, 13]],
    ["/a~1b/200/0", [2, 20, 2, 21]],
  ])("is found for %j, its name included", async (pointer, [startLine, startColumn, endLine, endColumn]) => {
    expect((await locatorOf(text))(pointer)).toEqual({ startLine, startColumn, endLine, endColumn });
  });

  it.each(["/c", "/a~1b/201", "/a~1b/200/2", "/a~1b/200/0/x"])("is nowhere for %j", async (pointer) => {
    expect((await locatorOf(text))(pointer)).toBeNull();
  });

  it("can't be told of no text", async () => {
    await expect(locatorOf("")).rejects.toThrow(ContractError);
  });

  it("is a line of the contract as delivered", async () => {
    const openapi = await readOpenapiText();
    const place = (await locatorOf(openapi))("/components/schemas/BatchInstanceIdRefreshRequest/properties/limit");
    expect(openapi.split("\n")[(place?.startLine ?? 0) - 1]).toContain('"limit": {');
  });
});
