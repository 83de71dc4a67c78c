import type { ReportedPreviews } from "../report/reported-previews.ts";

/** What a run without leave to write says of the store where nothing was told, looked at or seen to change. */
export const UNWRITTEN: ReportedPreviews = {
  cvmsLookedAt: 0,
  written: [],
  alsoChanged: [],
  unseen: [],
  notLookedAt: [],
  casesNotSent: 0,
  wholeStore: "not looked into",
  movesByItself: null,
};
