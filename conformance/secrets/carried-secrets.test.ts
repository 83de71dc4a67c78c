import { describe, expect, it } from "vitest";
import {
  secretsInHeader,
  secretsInPath,
  secretsInSetCookie,
  secretsInUrl,
  shownUrl,
  withoutSecretParameters,
} from "./carried-secrets.ts";

const basic = Buffer.from("user:pa:ss").toString("base64");

describe("the secrets", () => {
  it.each([
    ["Authorization", "Bearer abc", ["Bearer abc", "Bearer", "abc"]],
    ["authorization", `Basic ${basic}`, [`Basic ${basic}`, "Basic", basic, "user:pa:ss", "pa:ss"]],
    ["Cookie", 'sid=abc; theme="dark"', ['sid=abc; theme="dark"', "sid=abc", "abc", 'theme="dark"', "dark"]],
    ["X-Api-Key", "k", ["k"]],
    ["Accept", "application/json", []],
    ["WWW-Authenticate", 'Basic realm="keys of the house"', []],
  ])("of a header are its value and the parts of it: %s: %s", (name, value, secrets) => {
    expect(secretsInHeader(name, value)).toEqual(expect.arrayContaining(secrets));
    if (secrets.length === 0) expect(secretsInHeader(name, value)).toEqual([]);
  });

  it.each([
    ["sid=abc; Path=/; HttpOnly", ["abc"]],
    ['sid=a=b==; Expires=Wed, 21 Oct 2026 07:28:00 GMT, other="c d"; Secure', ["a=b==", "c d"]],
    ["gone=; Max-Age=0", []],
  ])("of a Set-Cookie header are the cookies' values: %s", (value, secrets) => {
    expect(secretsInSetCookie(value)).toEqual(secrets);
  });

  it("of a path are the values of the parameters that are named for one", () => {
    expect(secretsInPath("/a?page=2&api%5Fkey=a%2Fb&token=c=")).toEqual(["a%2Fb", "a/b", "c=", "c="]);
    expect(secretsInPath("/a/key=b")).toEqual([]);
    expect(withoutSecretParameters("/a?page=2&api%5Fkey=a%2Fb&token=c=#x")).toBe("/a?page=2&api%5Fkey=...&token=...");
  });

  it("of a URL are its password and all that its query and fragment hold", () => {
    expect(secretsInUrl("http://me:p%40ss@host/a?x=1y&token=abc#frag")).toEqual(
      expect.arrayContaining(["me:p%40ss", "me:p@ss", "p%40ss", "p@ss", "1y", "abc", "frag"]),
    );
    expect(secretsInUrl("http://host:80/a")).toEqual([]);
  });
});

describe("a URL that is refused is shown", () => {
  it.each([
    ["http://me:secret@host/a", "http://...@host/a"],
    ["http://host/a?token=secret#secret", "http://host/a?..."],
    ["http://host/a#secret", "http://host/a#..."],
    ["http://me:sec?ret@host/a", "http://..."],
    ["me:sec@ret@host", "...@host"],
    ["127.0.0.1:4020", "127.0.0.1:4020"],
    ["ftp://host", "ftp://host"],
  ])("without what may be secret: %s", (text, shown) => {
    expect(shownUrl(text)).toBe(shown);
  });
});
