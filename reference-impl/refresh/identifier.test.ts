import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIdentifier } from "./identifier.ts";

const HEX40 = "0123456789abcdef0123456789abcdef01234567";
const UUID = "01234567-89ab-4def-8123-456789abcdef";

describe("an identifier", () => {
  it.each([
    ["7", { kind: "cvm-id", cvmId: 7 }],
    [String(Number.MAX_SAFE_INTEGER), { kind: "cvm-id", cvmId: Number.MAX_SAFE_INTEGER }],
    [UUID, { kind: "vm-uuid", vmUuid: UUID }],
    [UUID.toUpperCase(), { kind: "vm-uuid", vmUuid: UUID }],
    [UUID.replaceAll("-", ""), { kind: "vm-uuid", vmUuid: UUID }],
    [HEX40, { kind: "app-id", appId: HEX40 }],
    [`app_${HEX40.toUpperCase()}`, { kind: "app-id", appId: HEX40 }],
    [`instance_${HEX40}`, { kind: "instance-id", instanceId: HEX40 }],
    ["4".repeat(40), { kind: "app-id", appId: "4".repeat(40) }],
    ["web", { kind: "name", name: "web" }],
  ])("%s is read as %o", (text, identifier) => {
    expect(parseIdentifier(text)).toEqual(identifier);
  });

  it.each(["0", "007", "-1", "+1", "1.0", " 1", "9007199254740992", "12345678901234567890"])(
    "that is no cvm_id, %s, is a name",
    (text) => {
      expect(parseIdentifier(text)).toEqual({ kind: "name", name: text });
    },
  );

  it.each([
    ["is empty", ""],
    ["holds NUL", "a\u0000b"],
    ["holds a line break", "a\n"],
    ["holds a C1 control", "\u0085"],
    ["is too long", "x".repeat(256)],
    ["is too long in characters of two units", "😀".repeat(256)],
    ["holds half a character", "\ud800"],
  ])("that %s is invalid", (_, text) => {
    expect(parseIdentifier(text)).toEqual({ kind: "invalid" });
  });

  it.each(["x".repeat(255), "😀".repeat(255), "%", "__proto__", "é́"])("may be as odd as %s", (text) => {
    expect(parseIdentifier(text)).toEqual({ kind: "name", name: text });
  });

  it("names the same CVM in each of a UUID's spellings", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), fc.boolean(), (vmUuid, dashed, upper) => {
        const spelled = dashed ? vmUuid : vmUuid.replaceAll("-", "");
        expect(parseIdentifier(upper ? spelled.toUpperCase() : spelled)).toEqual({ kind: "vm-uuid", vmUuid });
      }),
    );
  });
});
