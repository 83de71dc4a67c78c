import { describe, expect, it } from "vitest";
import { hex40 } from "../testing/sample-cvm.ts";
import { readReportedId } from "./reported-id.ts";

const ID = hex40(0xabcdef);

describe("an instance id of an upstream", () => {
  it.each([ID, ID.toUpperCase(), ` ${ID}\n`])("is read as the store spells it: %j", (value) => {
    expect(readReportedId(value)).toEqual({ kind: "id", instanceId: ID });
  });

  it.each([null, undefined, "", " ", "\t\n"])("is none where it is %j", (value) => {
    expect(readReportedId(value)).toEqual({ kind: "none" });
  });

  it.each([
    `0x${ID}`,
    ID.slice(1),
    `${ID}0`,
    `${ID}\u0000`,
    ID.replace("a", "g"),
    "00000000-0000-4000-8000-000000000001",
    0,
    true,
    [ID],
    { id: ID },
  ])("is invalid where it is %j", (value) => {
    expect(readReportedId(value)).toEqual({ kind: "invalid" });
  });
});
