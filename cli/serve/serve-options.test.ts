import { describe, expect, it } from "vitest";
import { fleetChoice } from "./fleet-choice.ts";
import { isLoopback } from "./loopback.ts";
import { urlsByNode } from "./open-upstreams.ts";
import { secretsInStore, storeChoice } from "./store-choice.ts";
import { upstream } from "./upstream.ts";

const REFUSED = expect.objectContaining({ isValid: false });

describe("a store", () => {
  it.each([
    ["memory", { kind: "memory" }],
    ["sqlite:a.sqlite", { kind: "sqlite", path: "a.sqlite" }],
    ["postgres://a", { kind: "postgres", url: "postgres://a" }],
    ["postgresql://u:p%23@a:1/b?sslmode=verify-full", { kind: "postgres", url: expect.stringContaining("p%23") }],
  ])("is %s", (given, value) => {
    expect(storeChoice.decode(given)).toEqual({ isValid: true, value });
  });

  it.each([
    "sqlite",
    "sqlite:",
    "postgres:",
    "postgres://",
    "mysql://a",
    "postgres://u:12#secret@a/b",
    "postgres://u:12/secret@a/b",
    "postgres://u:12?secret@a/b",
    "",
    null,
  ])("is not %j", (given) => {
    expect(storeChoice.decode(given)).toEqual(REFUSED);
  });

  it.each([
    ["postgres://user:se%23cret@host/db", ["se%23cret", "se#cret"]],
    ["postgres://user:se#cret@host/db", ["se#cret"]],
    ["postgres://user:se:c@ret@host", ["se:c@ret"]],
    ["postgres://host/db?user=user&password=secret&sslmode=require", ["secret"]],
    ["postgres://user@host/db", []],
    ["sqlite:a:b@c", []],
  ])("of %s keeps the password secret, and nothing else", (given, secrets) => {
    expect(secretsInStore(given)).toEqual(secrets);
  });
});

describe("a fleet", () => {
  it.each([
    ["small", { kind: "small" }],
    ["large:1000000", { kind: "large", count: 1_000_000 }],
    ["./small.json", { kind: "file", path: "./small.json" }],
  ])("is %s", (given, value) => {
    expect(fleetChoice.decode(given)).toEqual({ isValid: true, value });
  });

  it.each(["large:", "large:0", "large:1000001", "large:1e3", "large:-1", "", null])("is not %j", (given) => {
    expect(fleetChoice.decode(given)).toEqual(REFUSED);
  });
});

describe("an upstream", () => {
  it.each([
    ["http://10.0.0.7:8080", { name: null, url: "http://10.0.0.7:8080" }],
    ["pod-1=https://a/prefix/", { name: "pod-1", url: "https://a/prefix" }],
  ])("is %s", (given, value) => {
    expect(upstream.decode(given)).toEqual({ isValid: true, value });
  });

  it.each(["pod-1", "pod-1=", "=http://a", "pod-1=ftp://a", null])("is not %j", (given) => {
    expect(upstream.decode(given)).toEqual(REFUSED);
  });
});

describe("the URLs of a fleet's nodes", () => {
  const urls = (...given: readonly (readonly [string | null, string])[]) =>
    urlsByNode(
      "--teepod",
      given.map(([name, url]) => ({ name, url })),
      ["pod-1", "pod-2"],
    );

  it("come by name, and by order for the rest", () => {
    expect(urls([null, "http://a"], ["pod-1", "http://b"])).toEqual(
      new Map([
        ["pod-1", "http://b"],
        ["pod-2", "http://a"],
      ]),
    );
  });

  it("are refused where one lacks, is too many, is named twice or is a stranger's", () => {
    expect(() => urls([null, "http://a"])).toThrow("1 given, 2 needed");
    expect(() => urls([null, "http://a"], [null, "http://b"], [null, "http://c"])).toThrow("3 given, 2 needed");
    expect(() => urls(["pod-1", "http://a"], ["pod-1", "http://b"])).toThrow("names a node twice");
    expect(() => urls(["pod1", "http://a"])).toThrow("Did you mean pod-1?");
  });
});

describe("loopback", () => {
  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("is %s", (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(["0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "example.org", "localhost.example.org", ""])(
    "is not %j",
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
