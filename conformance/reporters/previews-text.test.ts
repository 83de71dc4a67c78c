import { expect, it } from "vitest";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import { previewsText } from "./previews-text.ts";

const textOf = (previews: ReportedPreviews, stateProbe = false): string =>
  previewsText(previews, { stateProbe, phases: ["probe", "relations"] });

it("says that the stored ids are as they were only where the whole store was compared", () => {
  expect(textOf({ ...UNWRITTEN, wholeStore: "unchanged" })).toBe(
    "By the state probe, the stored ids are as they were.",
  );
  for (const wholeStore of ["changed", "not looked into"] as const)
    expect(textOf({ ...UNWRITTEN, cvmsLookedAt: 3, wholeStore })).not.toContain("as they were");
});

it("says how many CVMs it goes by, or that it goes by none", () => {
  expect(textOf({ ...UNWRITTEN, cvmsLookedAt: 1 })).toContain(
    "1 CVM of which previews told an update or a conflict was looked at",
  );
  expect(textOf(UNWRITTEN)).toContain("was not seen");
});

it("names what was written with the ids to put back, and repeats nothing else of a server's", () => {
  const id = "a".repeat(40);
  const written = [
    { cvmId: "7", before: id, after: null },
    { cvmId: "1152921504606846977", before: "<script>", after: id },
    { cvmId: "9", before: null, after: id },
  ];
  expect(textOf({ ...UNWRITTEN, written, casesNotSent: 1 })).toBe(
    `By what answers tell, 3 CVMs were written to by a preview, if nobody else wrote them just then: CVM 7 (its id before: ${id}), CVM 1152921504606846977 (its id before: one that is no instance id), CVM 9 (its id before: none). Once that was seen, no valid preview was sent with a key that was given; 1 case was left out. Whether they were, and whether more was written, --state-url would show.`,
  );
});

it("says nothing of cases that were left out where there were none to send", () => {
  const written = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  expect(textOf({ ...UNWRITTEN, written, casesNotSent: 0 })).not.toContain("left out");
  expect(textOf({ ...UNWRITTEN, written, casesNotSent: 0 })).toContain(
    "with a key that was given. Whether it was, and whether more",
  );
});

it("names both ids where a preview told another one than the answers before it", () => {
  const [A, B, C] = ["a", "b", "c"].map((digit) => digit.repeat(40));
  if (A === undefined || B === undefined || C === undefined) throw new Error("There are three.");
  const written = [
    { cvmId: "7", before: A, beforeByPreview: B, after: C },
    { cvmId: "8", before: A, beforeByPreview: null, after: C },
  ];
  expect(textOf({ ...UNWRITTEN, written })).toContain(
    `CVM 7 (its id before by earlier answers: ${A}; by the preview's own: ${B}), CVM 8 (its id before by earlier answers: ${A}; by the preview's own: none).`,
  );
});

it("says of what the state probe shows that it does, and does not ask for one", () => {
  const written = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  const shown = textOf({ ...UNWRITTEN, written }, true);
  expect(shown).toMatch(
    /^By the state probe, 1 CVM was written to by a preview, if nobody else wrote it just then: CVM 7/,
  );
  expect(shown).toMatch(/Whether more was written was not looked into\.$/);
  expect(textOf({ ...UNWRITTEN, written, wholeStore: "changed" }, true)).toMatch(/with a key that was given\.$/);
});

it("names what is stored otherwise, and that nobody was seen to write it", () => {
  const alsoChanged = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  expect(textOf({ ...UNWRITTEN, cvmsLookedAt: 2, alsoChanged })).toBe(
    "No preview was seen to write: 2 CVMs of which previews told an update or a conflict were looked at afterwards. Of 1 CVM answers told another stored id later on than at first, and who wrote, if anybody did, was not seen: CVM 7 (its id before: none). If nobody else writes to this server, this run did or the answers are wrong: --state-url would show which.",
  );
  expect(textOf({ ...UNWRITTEN, cvmsLookedAt: 2, alsoChanged, wholeStore: "changed" })).toBe(
    "No preview was seen to write: 2 CVMs of which previews told an update or a conflict were looked at afterwards. 1 CVM is not stored as before the run, and who wrote was not seen: CVM 7 (its id before: none).",
  );
});

it("does not ask for a state probe that there was, where the run ended before it showed anything", () => {
  const alsoChanged = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  const told = textOf({ ...UNWRITTEN, cvmsLookedAt: 2, alsoChanged }, true);
  expect(told).toMatch(/the run ended before the state probe showed which\.$/);
  expect(told).not.toContain("--state-url");
});

it("names few of a busy fleet, and all of what may be a preview's work", () => {
  const alsoChanged = Array.from({ length: 9 }, (_, index) => ({ cvmId: String(index), before: null, after: null }));
  expect(textOf({ ...UNWRITTEN, alsoChanged, movesByItself: false })).not.toContain("more");
  expect(textOf({ ...UNWRITTEN, alsoChanged, movesByItself: true })).toContain(
    "CVM 2 (its id before: none), 6 more, which --report json names",
  );
  const written = [{ cvmId: "12", before: null, after: "a".repeat(40) }];
  expect(textOf({ ...UNWRITTEN, written, alsoChanged })).toContain("CVM 8 (its id before: none).");
});

it("says where looks showed nothing, and that what previews wrote is not known", () => {
  const unseen = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  expect(textOf({ ...UNWRITTEN, unseen, casesNotSent: 2 })).toBe(
    "Whether previews write was not seen: one told of an update or a conflict of CVM 7 (its id before: none), and the looks after it showed nothing of it. Once that was seen, no valid preview was sent with a key that was given, but for the last look; 2 cases were left out.",
  );
  expect(textOf({ ...UNWRITTEN, unseen, cvmsLookedAt: 40 })).toMatch(
    /^Whether previews write was not seen to the end: .* showed nothing of it\. Until then no preview was seen to write: 40 CVMs /,
  );
});

it("names what was not looked at any more, unless the whole store was compared", () => {
  const notLookedAt = ["7", "9"].map((cvmId) => ({ cvmId, before: null, after: "a".repeat(40) }));
  const left =
    "Of CVM 7 (its id before: none), CVM 9 (its id before: none) an update or a conflict was told, and the run ended before these were looked at after that.";
  expect(textOf({ ...UNWRITTEN, notLookedAt })).toBe(`Whether previews write was not seen. ${left}`);
  expect(textOf({ ...UNWRITTEN, notLookedAt, cvmsLookedAt: 3 })).toMatch(
    /^No preview was seen.* an update or a conflict was/,
  );
  expect(textOf({ ...UNWRITTEN, notLookedAt, wholeStore: "unchanged" })).not.toContain("CVM 7");
});

it("says of previews that got no answer that what they wrote was not seen, unless the whole store was compared", () => {
  expect(textOf({ ...UNWRITTEN, cvmsLookedAt: 1, unanswered: 1 })).toMatch(
    /^No preview was seen to write.* 1 valid preview got no answer \(health checks are not counted\), and what it wrote, if anything, was not seen\.$/,
  );
  expect(textOf({ ...UNWRITTEN, unanswered: 3 })).toContain(
    "3 valid previews got no answer (health checks are not counted), and what they wrote",
  );
  expect(textOf({ ...UNWRITTEN, unanswered: 3, wholeStore: "unchanged" })).not.toContain("no answer");
});

it("does not say that nothing could be looked at where something was seen to change", () => {
  const alsoChanged = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  expect(textOf({ ...UNWRITTEN, alsoChanged })).toMatch(/^Whether previews write was not seen\. Of 1 CVM /);
});

it("names twenty CVMs at most", () => {
  const written = Array.from({ length: 25 }, (_, index) => ({ cvmId: String(index), before: null, after: null }));
  expect(textOf({ ...UNWRITTEN, written })).toContain("5 more, which --report json names");
});
