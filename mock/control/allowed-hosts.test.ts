import { describe, expect, it } from "vitest";
import { hostNameIn, isAllowedHost, isHostEntry } from "./allowed-hosts.ts";

describe("a host name", () => {
  it.each([
    ["127.0.0.1:4010", [], true],
    ["[::1]:4010", [], true],
    ["localhost", [], true],
    ["app.localhost:80", [], true],
    ["mock:4010", [], false],
    ["mock:4010", ["mock"], true],
    ["MOCK:4010", ["Mock"], true],
    ["mock.evil.example", ["mock"], false],
    ["evilmock", [".mock", "mock"], false],
    ["example.internal", [".example.internal"], true],
    ["a.b.example.internal:1", [".example.internal"], true],
    ["badexample.internal", [".example.internal"], false],
    ["a.example.internal", ["example.internal"], false],
    ["anything.example", "all", true],
    ["", ["mock"], false],
  ] as const)("%j, where %j is allowed, may be used: %j", (header, allowed, expected) => {
    expect(isAllowedHost(hostNameIn(header), allowed)).toBe(expected);
  });

  it.each(["", ".", "http://mock", "mock:4010", "*.example", "a b", "-a", "a..b"])(
    "is not to be allowed as %j",
    (text) => {
      expect(isHostEntry(text)).toBe(false);
    },
  );
});
