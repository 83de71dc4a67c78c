import { describe, expect, it } from "vitest";
import type { ReportedFinding } from "../../conformance/index.ts";
import { shorterSteps } from "./shorter-steps.ts";

type Step = ReportedFinding["steps"][number];

const step = (body: Step["body"]): Step => ({
  credential: "member",
  method: "PATCH",
  path: "/x",
  headers: {},
  body,
  response: { status: 200, headers: {}, body: null },
});

const shorter = (kept: readonly string[], ...bodies: readonly unknown[]) =>
  shorterSteps(
    bodies.map((body) => step(JSON.stringify(body))),
    kept,
  );

describe("shorter requests", () => {
  it("lack one member that all of them have", () => {
    expect(shorter([], { a: 1, b: 2 }, { a: 3, c: 4 })).toEqual([[{ b: 2 }, { c: 4 }]]);
    expect(shorter([], { a: 1, b: 2 })).toEqual([[{ b: 2 }], [{ a: 1 }]]);
  });

  it("keep the members that are part of what is asked", () => {
    expect(shorter(["a"], { a: 1, b: 2 })).toEqual([[{ a: 1 }]]);
  });

  it("lack one element, wherever it stands", () => {
    expect(shorter([], { ids: ["x", "y"] }, { ids: ["y", "x", "y"] }, {})).toEqual([
      [{ ids: ["y"] }, { ids: ["y", "y"] }, {}],
      [{ ids: ["x"] }, { ids: ["x"] }, {}],
    ]);
    expect(shorter(["ids"], { ids: ["x", "y", "z"] }, { ids: ["z", "y"] })).toEqual([
      [{ ids: ["y", "z"] }, { ids: ["z", "y"] }],
      [{ ids: ["x", "z"] }, { ids: ["z"] }],
      [{ ids: ["x", "y"] }, { ids: ["y"] }],
    ]);
  });

  it("never have an empty list where there was none", () => {
    expect(shorter(["ids"], { ids: ["x"] })).toEqual([]);
  });

  it.each([[null], ["{"], ["[]"], [{ base64: "ew==" }]])("are none where a body is %j", (body) => {
    expect(shorterSteps([step('{"a":1}'), step(body)], [])).toEqual([]);
  });
});
