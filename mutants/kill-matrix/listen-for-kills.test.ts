import { describe, expect, it } from "vitest";
import type { ReportedFinding, RunEvent } from "../../conformance/index.ts";
import { listenForKills } from "./listen-for-kills.ts";

const finding = (law: string, body: ReportedFinding["steps"][number]["body"] = "{}"): RunEvent => ({
  kind: "finding",
  finding: {
    fingerprint: law,
    foundIn: { phase: "fuzz", order: 0 },
    law,
    level: "must",
    known: false,
    message: "It is broken.",
    expected: "a",
    actual: "b",
    steps: [
      {
        credential: "member",
        method: "PATCH",
        path: "/x",
        headers: {},
        body,
        response: { status: 200, headers: {}, body: null },
      },
    ],
    curl: [],
    replay: null,
  },
});

const progress = (requests: number): RunEvent => ({
  kind: "progress",
  phase: "fuzz",
  done: 1,
  planned: 2,
  requests,
  suspects: 0,
  elapsedMs: 1,
});

/** What is heard of some events. */
const heard = (wanted: readonly string[], events: readonly RunEvent[]) => {
  const { kills, signal, reporter } = listenForKills(wanted);
  for (const event of events) reporter.onEvent(event);
  return { kills, isOver: signal.aborted };
};

describe("listening for kills", () => {
  it("notes each law's first finding, with the requests that had been sent by then", () => {
    const events = [progress(3), finding("a"), progress(8), finding("a"), finding("b", { base64: "ew==" })];
    const { kills } = heard([], events);
    expect(kills).toMatchObject([
      { law: "a", requests: 3, steps: ["member PATCH /x {}"] },
      { law: "b", requests: 8, steps: ["member PATCH /x bytes ew=="] },
    ]);
    expect(kills).toHaveLength(2);
  });

  it("ends the run when every law that is wanted has found something, and not before", () => {
    expect(heard(["a", "b"], [finding("a"), finding("c")]).isOver).toBe(false);
    expect(heard(["a", "b"], [finding("a"), finding("c"), finding("b")]).isOver).toBe(true);
  });

  it("leaves out what comes to light once the run is over, for it is not shrunk", () => {
    expect(heard(["a"], [finding("a"), finding("b")]).kills.map(({ law }) => law)).toEqual(["a"]);
  });

  it("never ends a run of which nothing is wanted", () => {
    expect(heard([], [finding("a")]).isOver).toBe(false);
  });
});
