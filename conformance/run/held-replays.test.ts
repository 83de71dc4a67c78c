import { expect, it } from "vitest";
import type { RecordedFinding } from "../corpus/corpus-file.ts";
import type { Replayed } from "../corpus/replay-finding.ts";
import { sampleRecord } from "../corpus/testing/sample-record.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import dryRunWritesNothing from "../laws/instance-ids/dry-run-writes-nothing.ts";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import { HeldReplays } from "./held-replays.ts";

const FIXED: Replayed = { verdict: "fixed", why: null, confirmed: null };
const cvm = { cvmId: "7", before: null, after: "a".repeat(40) };
/** What is reported where nothing was seen to be written until the end. */
const watched: ReportedPreviews = { ...UNWRITTEN, cvmsLookedAt: 3, movesByItself: false };
const record = sampleRecord({ law: "dry-run-writes-nothing" });
/** Found where previews are sent one at a time. */
const aboutPreviews: RecordedFinding = { ...record, traits: [], found: { ...record.found, phase: "probe" } };

/** What is told of a finding that did not show again, before the end and after it. */
const toldOf = (
  finding: RecordedFinding,
  seen: ReportedPreviews | null,
  replayed = FIXED,
): readonly (readonly string[])[] => {
  const told: string[] = [];
  const replays = new HeldReplays([dryRunWritesNothing], {
    replayed: (_, { verdict, why }) => {
      told.push(`${verdict} ${why}`);
    },
  });
  replays.replayed(finding, replayed);
  const early = [...told];
  replays.settle(seen, 50);
  return [early, told];
};

const BY_SO_MANY =
  "fixed as far as 50 previews show, of which none was seen to write: one that writes now and then, or after more of them, may do so still";

it("a finding about what previews write is fixed as far as those show that were sent, once nothing was seen to be written until the end", () => {
  for (const phase of ["probe", "replay"])
    for (const seen of [watched, null])
      expect(toldOf({ ...aboutPreviews, found: { ...aboutPreviews.found, phase } }, seen)).toEqual([
        [],
        [`${BY_SO_MANY}. Check again to see`],
      ]);
});

it("where it was found beside others, and never by itself, it may take several at once as well", () => {
  const foundIn = (phase: string) => ({ ...aboutPreviews, found: { ...aboutPreviews.found, phase } });
  expect(toldOf(foundIn("boundary"), watched)[1]).toEqual([
    `${BY_SO_MANY}, and so may one that takes several at once, for it was found in the phase boundary and was not seen again by itself. Check again to see`,
  ]);
  expect(toldOf({ ...foundIn("relations"), traits: ["/overwrite true"] }, watched)[1]).toEqual([
    `${BY_SO_MANY}. Check again to see`,
  ]);
});

it("one whose requests could not have shown it is untested for what was written meanwhile, where anything was", () => {
  const idle: Replayed = { ...FIXED, verdict: "untested", why: "its own requests did not", isIdle: true };
  expect(toldOf(aboutPreviews, watched, idle)).toEqual([[], ["untested its own requests did not"]]);
  const [, changed] = toldOf(aboutPreviews, { ...watched, alsoChanged: [cvm] }, idle);
  expect(changed).toEqual([
    expect.stringMatching(/^untested answers or the state probe tell of stored ids that changed/),
  ]);
  expect(toldOf(aboutPreviews, { ...watched, written: [cvm] }, idle)[1]).toEqual(["broken null"]);
  const { isIdle, ...unsent } = { ...idle, why: "it needs --other-key" };
  expect([isIdle, toldOf(aboutPreviews, { ...watched, alsoChanged: [cvm] }, unsent)[0]]).toEqual([
    true,
    ["untested it needs --other-key"],
  ]);
});

it("it is untested where somebody wrote meanwhile, and nobody saw who", () => {
  const [early, told] = toldOf(aboutPreviews, { ...watched, alsoChanged: [cvm] });
  expect(early).toEqual([]);
  expect(told).toEqual([
    expect.stringMatching(
      /^untested answers or the state probe tell of stored ids that changed while it was sent again/,
    ),
  ]);
  expect(toldOf(aboutPreviews, { ...watched, wholeStore: "changed" })[1]).toEqual(told);
});

it("it is untested where the run ended before that, or looks showed nothing", () => {
  const unwatched = [expect.stringMatching(/^untested whether previews still write was not seen/)];
  for (const seen of [UNWRITTEN, { ...UNWRITTEN, notLookedAt: [cvm] }, { ...UNWRITTEN, unseen: [cvm] }])
    expect(toldOf(aboutPreviews, seen)).toEqual([[], unwatched]);
});

it("it is still broken where a preview wrote later, unless it takes more than a preview", () => {
  const seen = { ...watched, written: [cvm] };
  expect(toldOf(aboutPreviews, seen)[1]).toEqual(["broken null"]);
  expect(toldOf({ ...aboutPreviews, traits: ["/overwrite true"] }, seen)[1]).toEqual([
    expect.stringMatching(/^untested once a preview seems to have written/),
  ]);
});

it("it is broken where previews were stopped before it was sent, if one wrote, and untested if that could not be seen", () => {
  const stopped: Replayed = { verdict: "broken", why: null, confirmed: null };
  expect(toldOf(aboutPreviews, { ...watched, written: [cvm] }, stopped)).toEqual([[], ["broken null"]]);
  expect(toldOf(aboutPreviews, { ...watched, unseen: [cvm] }, stopped)[1]).toEqual([
    expect.stringMatching(/^untested once a preview seems to have written, or it can't be seen/),
  ]);
});

it("what became of any other finding is told at once", () => {
  expect(toldOf(sampleRecord(), { ...watched, written: [cvm] })[0]).toEqual(["fixed null"]);
});
