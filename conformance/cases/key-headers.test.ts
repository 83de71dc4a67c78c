import { expect, it } from "vitest";
import { keyHeaders } from "./key-headers.ts";

it("the bad key is none that somebody might have", () => {
  for (const plain of ["bad-key", "bad", "invalid", "wrong", "test", "no-such-key"]) {
    const headersOf = keyHeaders({ member: plain, admin: null, other: null });
    expect(headersOf("bad")).not.toEqual(headersOf("member"));
  }
});
