import { describe, expect, it } from "vitest";
import type { SeenCvm } from "../cases/knowledge.ts";
import type { Law } from "../cases/law.ts";
import { loadLaws } from "../laws/load-laws.ts";
import { contract } from "../testing/example-judge.ts";
import { hintOf, type RunMeans } from "./hint-of.ts";
import { previewRulesIn } from "./open-preview-guard.ts";

const laws = await loadLaws();

const lawNamed = (id: string): Law => {
  const law = laws.find((candidate) => candidate.id === id);
  if (law === undefined) throw new Error(`There is no law ${id}.`);
  return law;
};

const [one, other] = ["a".repeat(40), "b".repeat(40)];
const inConflict: SeenCvm = {
  cvmId: 7,
  identifier: "web",
  status: "conflict",
  source: "gateway",
  reason: "instance_id_differs",
  oldInstanceId: one,
  newInstanceId: other,
};
const stateUrl = new URL("http://127.0.0.1:1/state");

const meansOf = (
  seen: readonly SeenCvm[],
  options: Partial<RunMeans["options"]> = {},
  rest: Partial<Omit<RunMeans, "options">> = {},
): RunMeans => ({
  options: {
    contract,
    allowWrites: true,
    credentials: ["member"],
    credentialHeaders: () => ({}),
    stateUrl: null,
    mostRequests: null,
    ...options,
  },
  knowledge: {
    learned: new Map(),
    seen: new Map([["member", seen]]),
    working: new Set(["member"]),
    credential: "member",
  },
  storeTells: "nothing",
  phases: [{ name: "writes", requests: 9, durationMs: 1, skipped: null }],
  whyStopped: null,
  changed: [],
  rules: previewRulesIn(laws),
  putOffs: { requests: 100, unanswered: 0, casesOf: () => ({ cases: 0, putOff: 0 }) },
  isLost: false,
  ...rest,
});

describe("what a law about one exchange lacked", () => {
  const law = lawNamed("oversized-body-is-refused");
  const ran = (name: "boundary" | "fuzz", requests: number) => ({ name, requests, durationMs: 1, skipped: null });

  it("is the phase that sends it, where that sent nothing", () => {
    const phases = [ran("boundary", 0), ran("fuzz", 9)];
    expect(hintOf(law, meansOf([], {}, { phases }))).toMatch(/ Run the phase boundary, which sends it\.$/);
    expect(hintOf(law, meansOf([], {}, { phases: [ran("boundary", 9)] }))).toBe(law.missing);
  });

  it("is that phase where previews were stopped and it was not asked for anyway", () => {
    const phases = [{ ...ran("boundary", 0), skipped: "not asked for" }];
    for (const whyStopped of ["written", "told", "unseen"] as const) {
      const means = meansOf([], {}, { phases, whyStopped });
      expect(hintOf(law, means)).toMatch(/ Run the phase boundary, which sends it\.$/);
      expect(hintOf(law, { ...means, phases: [ran("boundary", 0)] })).toMatch(/not put to the test, for/);
      expect(hintOf(lawNamed("each-cvm-once"), means)).toMatch(/not put to the test, for/);
    }
  });

  it("is said to be what some phases alone did not show, where others were not asked for", () => {
    const anywhere = lawNamed("each-cvm-once");
    const left = { ...ran("fuzz", 0), skipped: "not asked for" };
    const hintWith = (...phases: RunMeans["phases"]): string => hintOf(anywhere, meansOf([], {}, { phases }));
    expect(hintWith(ran("boundary", 9), left)).toBe(
      `Was not put to the test by the phase boundary alone. ${anywhere.missing}`,
    );
    expect(hintWith(ran("boundary", 9), { ...left, name: "replay" })).toBe(anywhere.missing);
  });

  it("is the time where that was up before the phase that sends it, though previews were stopped before", () => {
    const phases = [
      { ...ran("boundary", 3), endedBy: "time" } as const,
      { ...ran("fuzz", 0), skipped: "the run was over" },
    ];
    const means = meansOf([], {}, { phases, whyStopped: "told" });
    expect(hintOf(law, means)).toBe(
      `Was not put to the test before time (--time) was up, in the middle of the phase boundary. ${law.missing}`,
    );
    expect(hintOf(lawNamed("each-cvm-once"), means)).toMatch(/not put to the test, for/);
  });

  it("names no phase and no flag by itself, for traffic that is watched has none", () => {
    const said = laws.flatMap(({ kind, missing }) => (kind === "exchange" ? [missing] : []));
    expect(said.filter((missing) => /\bphase\b|--|\b(run|pass)\b/i.test(missing))).toEqual([]);
  });
});

describe("what a law lacked", () => {
  it.each([
    ["a fleet without what it needs", []],
    ["a fleet with what it needs", [inConflict, { ...inConflict, cvmId: 8 }]],
  ])("is never a state probe where there is one: %s", (_, seen) => {
    const hints = laws.map((law) => hintOf(law, meansOf(seen, { stateUrl }, { storeTells: "facts" })));
    expect(hints.filter((hint) => /--state-url|Needs a state probe/.test(hint))).toEqual([]);
  });

  it("is the key that the server did not take, and not what that key's workspace holds", () => {
    const law = lawNamed("members-stay-in-their-workspace");
    const hint = hintOf(law, meansOf([inConflict], { credentials: ["member", "other"] }));
    expect(hint).toBe(
      "Was not put to the test, for the server did not answer 200 when it was first asked with the key of --other-key.",
    );
    const putOffs = { requests: 100, unanswered: 40, casesOf: () => ({ cases: 0, putOff: 0 }) };
    const busy = meansOf([inConflict], { credentials: ["member", "other"] }, { putOffs });
    expect(hintOf(law, busy)).toMatch(/with the key of --other-key: 40 of 100 requests of the run got 429 or 503/);
    const refused = new Map([["other", 401]] as const);
    expect(hintOf(law, { ...busy, knowledge: { ...busy.knowledge, refused } })).toBe(hint);
    const unprobed = meansOf([], { credentials: ["member", "other"] });
    expect(hintOf(law, { ...unprobed, knowledge: { ...unprobed.knowledge, working: new Set() } })).not.toBe(hint);
  });

  it("is another workspace where two keys see the same CVM, whosever mistake that is", () => {
    const law = lawNamed("members-stay-in-their-workspace");
    const working = new Set(["member", "other"] as const);
    const hintWith = (theirs: readonly SeenCvm[]): string => {
      const means = meansOf([inConflict], { credentials: ["member", "other"] });
      const seen = new Map([...means.knowledge.seen, ["other", theirs] as const]);
      return hintOf(law, { ...means, knowledge: { ...means.knowledge, seen, working } });
    };
    expect(hintWith([{ ...inConflict, cvmId: 8 }])).toBe(law.missing);
    expect(hintWith([inConflict])).toMatch(/keys of one workspace: .* Or the server shows one of them/);
  });

  it("is a CVM where the run saw none of the kind, and what the run wrote where it did", () => {
    const law = lawNamed("conflict-writes-nothing");
    expect(hintOf(law, meansOf([]))).toContain("the workspace holds one");
    const usedUp = hintOf(law, meansOf([inConflict]));
    expect(usedUp).toMatch(/what was written before may have left none\. Pass --state-url/);
    expect(usedUp).not.toContain("the workspace holds");
    const unshown = hintOf(law, meansOf([inConflict], { stateUrl }));
    expect(unshown).toContain("what the server answered put it to the test in no case");
    expect(unshown).not.toContain("Needs");
    expect(unshown).not.toContain("--cases");
  });

  it("is the whole check where a look ended before it knew what CVMs there are", () => {
    const cut = { ...meansOf([]).knowledge, seen: new Map(), working: new Set<never>() };
    const law = lawNamed("identifier-names-its-cvm");
    expect(hintOf(law, meansOf([], { mostRequests: 50 }, { knowledge: cut }))).toBe(
      "The look did not put it to the test: run the whole check.",
    );
  });

  it("is the whole check where this was a look, whatever it saw, unless no key works", () => {
    for (const law of laws)
      for (const whyStopped of [null, "written", "told", "unseen"] as const)
        expect(hintOf(law, meansOf([inConflict], { mostRequests: 50 }, { whyStopped }))).toBe(
          "The look did not put it to the test: run the whole check.",
        );
    const law = lawNamed("status-is-declared");
    const { knowledge } = meansOf([]);
    const unanswered = { ...knowledge, working: new Set<never>() };
    expect(hintOf(law, meansOf([], { mostRequests: 50 }, { knowledge: unanswered }))).toBe(law.missing);
  });

  it("is what was written meanwhile, where previews told of CVMs of the kind", () => {
    const synced: SeenCvm = { ...inConflict, status: "unchanged", reason: null, oldInstanceId: other };
    const changed = [{ cvmId: "7", before: one, after: other }];
    const hintWith = (id: string, seen: SeenCvm, rest: Partial<RunMeans> = {}): string =>
      hintOf(lawNamed(id), meansOf([seen], { allowWrites: false }, rest));
    for (const id of ["overwrite-turns-conflicts-into-updates", "dry-run-writes-nothing"]) {
      // It may have been written before the probe saw it, and after.
      for (const seen of [inConflict, synced])
        expect(hintWith(id, seen, { changed })).toMatch(/^There were CVMs to try it on .*as `previews\.alsoChanged`/);
      expect(hintWith(id, synced)).toBe(lawNamed(id).missing);
      expect(hintWith(id, inConflict)).toMatch(/what the server answered put it to the test in no case\. Needs/);
      expect(hintOf(lawNamed(id), meansOf([inConflict]))).toMatch(/what was written before may have left none/);
    }
    const { missing } = lawNamed("running-only-narrows");
    expect(hintWith("running-only-narrows", inConflict, { changed })).toBe(missing);
  });

  it("is the probe where that was left out, and nothing is known of the CVMs", () => {
    const phases = [{ name: "probe", requests: 0, durationMs: 0, skipped: "not asked for" } as const];
    const hint = hintOf(lawNamed("conflict-writes-nothing"), meansOf([], {}, { phases }));
    expect(hint).toMatch(/what the phase probe sees, and that was skipped: not asked for\.$/);
  });

  it("is what the state probe leaves out where it tells instance ids alone", () => {
    const law = lawNamed("running-only-heeds-the-store");
    expect(hintOf(law, meansOf([inConflict], { stateUrl }, { storeTells: "ids" }))).toContain(
      "tells instance ids alone",
    );
    expect(hintOf(law, meansOf([inConflict], { stateUrl }, { storeTells: "facts" }))).toBe(law.missing);
    const without = lawNamed("missing-only-heeds-the-store");
    expect(hintOf(without, meansOf([inConflict], { stateUrl }, { storeTells: "ids" }))).toBe(without.missing);
  });

  it("is the time where the run was over before the law's phase", () => {
    const phases = [{ name: "writes", requests: 0, durationMs: 0, skipped: "the run was over" } as const];
    expect(hintOf(lawNamed("conflict-writes-nothing"), meansOf([inConflict], {}, { phases }))).toBe(
      "Was not put to the test, for its phase writes was skipped: the run was over.",
    );
  });

  const endedBy = "time";

  it("is the time where that was up in the middle of the law's phase", () => {
    const phases = [{ name: "writes", requests: 9, durationMs: 1, skipped: null, endedBy } as const];
    expect(hintOf(lawNamed("conflict-writes-nothing"), meansOf([inConflict], {}, { phases }))).toBe(
      "Was not put to the test before time (--time) was up, in the middle of its phase writes.",
    );
    expect(hintOf(lawNamed("conflict-writes-nothing"), meansOf([], {}, { phases }))).toContain(
      "Needs a CVM in conflict",
    );
    const law = lawNamed("identifier-names-its-cvm");
    expect(hintOf(law, meansOf([], {}, { phases }))).toBe(
      `Was not put to the test before time (--time) was up, in the middle of the phase writes. ${law.missing}`,
    );
  });

  it("are answers where those were 429 or 503", () => {
    const law = lawNamed("conflict-writes-nothing");
    const hintWith = (cases: number, putOff: number): string =>
      hintOf(law, meansOf([], {}, { putOffs: { requests: 100, unanswered: 40, casesOf: () => ({ cases, putOff }) } }));
    expect(hintWith(2, 2)).toBe(
      "Was not put to the test, for each of the 2 cases that were sent for it got an answer 429 or 503.",
    );
    expect(hintWith(3, 1)).toMatch(
      /of the 3 cases that were sent for it 1 got an answer 429 or 503, and the others did not put it to the test\. Needs/,
    );
    expect(hintWith(0, 0)).toMatch(
      /^Was not put to the test, which may be for lack of answers: 40 of 100 requests .* Needs a CVM in conflict/,
    );
  });

  it("is another key only where that was not given", () => {
    const law = lawNamed("requests-at-once-are-kept-apart");
    expect(hintOf(law, meansOf([]))).toContain("Or pass --other-key");
    expect(hintOf(law, meansOf([], { credentials: ["member", "other"] }))).toBe(law.missing);
  });
});
