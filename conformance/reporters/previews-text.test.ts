import { expect, it } from "vitest";
import { previewsText } from "./previews-text.ts";

const UNWRITTEN = {
  cvmsLookedAt: 0,
  written: [],
  alsoChanged: [],
  unseen: false,
  casesNotSent: 0,
  wholeStore: "not looked into",
} as const;

it("says that nothing was written only where the whole store was compared", () => {
  expect(previewsText({ ...UNWRITTEN, wholeStore: "unchanged" })).toBe("Nothing was written: the store is as it was.");
  for (const wholeStore of ["changed", "not looked into"] as const)
    expect(previewsText({ ...UNWRITTEN, cvmsLookedAt: 3, wholeStore })).not.toContain("Nothing was written");
});

it("says how many CVMs it goes by, or that it goes by none", () => {
  expect(previewsText({ ...UNWRITTEN, cvmsLookedAt: 1 })).toContain(
    "1 CVM of which previews told a change was looked at",
  );
  expect(previewsText(UNWRITTEN)).toContain("was not seen");
});

it("names what was written with the ids to put back, and repeats nothing else of a server's", () => {
  const id = "a".repeat(40);
  const written = [
    { cvmId: "7", before: id, after: null },
    { cvmId: "1152921504606846977", before: "<script>", after: id },
    { cvmId: "9", before: null, after: id },
  ];
  expect(previewsText({ ...UNWRITTEN, written, casesNotSent: 1 })).toBe(
    `3 CVMs were seen written to by a preview: CVM 7 (its id before: ${id}), CVM 1152921504606846977 (its id before: one that is no instance id), CVM 9 (its id before: none). After that nothing was sent that could write; 1 case was left out.`,
  );
});

it("names what was stored as previews had told, and that nobody was seen to write it", () => {
  const alsoChanged = [{ cvmId: "7", before: null, after: "a".repeat(40) }];
  expect(previewsText({ ...UNWRITTEN, cvmsLookedAt: 2, alsoChanged })).toBe(
    "No preview was seen to write: 2 CVMs of which previews told a change were looked at afterwards. During the run 1 CVM came to be stored as a preview had told, by whom was not seen: CVM 7 (its id before: none).",
  );
});

it("names few of a busy fleet, and all of what may be a preview's work", () => {
  const alsoChanged = Array.from({ length: 9 }, (_, index) => ({ cvmId: String(index), before: null, after: null }));
  expect(previewsText({ ...UNWRITTEN, alsoChanged })).toContain("CVM 2 (its id before: none), 6 more, named in the");
  const written = [{ cvmId: "12", before: null, after: "a".repeat(40) }];
  expect(previewsText({ ...UNWRITTEN, written, alsoChanged })).toContain("CVM 8 (its id before: none).");
});

it("says where looks showed nothing, and that what previews wrote is not known", () => {
  expect(previewsText({ ...UNWRITTEN, unseen: true, casesNotSent: 2 })).toBe(
    "Whether previews write was not seen: of a change that one told of, no preview sent after it showed anything. After that nothing was sent that could write; 2 cases were left out.",
  );
});

it("names twenty CVMs at most", () => {
  const written = Array.from({ length: 25 }, (_, index) => ({ cvmId: String(index), before: null, after: null }));
  expect(previewsText({ ...UNWRITTEN, written })).toContain("5 more, named in the JSON report");
});
