import { expect, it } from "vitest";
import { previewsText } from "./previews-text.ts";

const UNWRITTEN = { cvmsLookedAt: 0, written: [], casesNotSent: 0, wholeStore: "not looked into" } as const;

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

it("names twenty CVMs at most", () => {
  const written = Array.from({ length: 25 }, (_, index) => ({ cvmId: String(index), before: null, after: null }));
  expect(previewsText({ ...UNWRITTEN, written })).toContain("5 more, named in the JSON report");
});
