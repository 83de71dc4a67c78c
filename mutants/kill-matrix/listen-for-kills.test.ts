import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../conformance/index.ts";
import { listenForKills } from "./listen-for-kills.ts";

const finding = (law: string, message = "It is broken."): RunEvent => ({
  kind: "finding",
  finding: {
    fingerprint: law,
    foundIn: { phase: "fuzz", order: 0 },
    law,
    level: "must",
    known: false,
    also: [],
    discriminator: "sum above scanned",
    traits: [],
    takes: [],
    writes: false,
    met: { cases: 1, kinds: [] },
    formerly: [],
    message,
    expected: "a",
    actual: "b",
    steps: [],
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
    const events = [progress(3), finding("a", "first"), progress(8), finding("a", "second"), finding("b")];
    const { kills } = heard([], events);
    expect(kills).toMatchObject([
      { finding: { law: "a", message: "first" }, requests: 3 },
      { finding: { law: "b" }, requests: 8 },
    ]);
    expect(kills).toHaveLength(2);
  });

  it("notes the laws that fall with the one that a finding is told under", () => {
    const also = ["b", "c"].map(
      (law) => ({ law, level: "must", message: "", expected: "", actual: "", fingerprint: law }) as const,
    );
    const told = finding("a");
    const event: RunEvent = told.kind === "finding" ? { ...told, finding: { ...told.finding, also } } : told;
    const { kills, isOver } = heard(["a", "b"], [finding("b"), event]);
    expect(kills.map(({ law }) => law)).toEqual(["b", "a", "c"]);
    expect(isOver).toBe(true);
  });

  it("counts the requests of the probe, which tells of no progress", () => {
    expect(heard([], [finding("a")]).kills[0]?.requests).toBe(1);
  });

  it("ends the run when every law that is wanted has found something, and not before", () => {
    expect(heard(["a", "b"], [finding("a"), finding("c")]).isOver).toBe(false);
    expect(heard(["a", "b"], [finding("a"), finding("c"), finding("b")]).isOver).toBe(true);
  });

  it("leaves out what comes to light once the run is over, for it is not shrunk", () => {
    expect(heard(["a"], [finding("a"), finding("b")]).kills.map(({ finding: { law } }) => law)).toEqual(["a"]);
  });

  it("never ends a run of which nothing is wanted", () => {
    expect(heard([], [finding("a")]).isOver).toBe(false);
  });
});
