import { expect, it } from "vitest";
import type { ReportedReplay } from "../report/reported-replays.ts";
import { replaysText, replayText } from "./replays-text.ts";

const fixed: ReportedReplay = {
  fingerprint: "0".repeat(12),
  law: "dry-run-writes-nothing",
  level: "must",
  message: "CVM 7 was written.",
  verdict: "fixed",
  why: null,
};

it("what is fixed as far as previews show is counted as that", () => {
  const byPreviews = { ...fixed, why: "as far as 50 previews show", previews: 50 };
  const textOf = (findings: readonly ReportedReplay[]): string => replaysText({ findings, unread: 0 });
  expect(textOf([fixed, byPreviews])).toBe(
    "0 still broken, 0 unstable, 2 fixed (1 of them by 50 previews, of which none was seen to write), 0 untested",
  );
  expect(textOf([byPreviews])).toBe(
    "0 still broken, 0 unstable, 1 fixed (by 50 previews, of which none was seen to write), 0 untested",
  );
  expect(textOf([{ ...byPreviews, previews: 1 }])).toContain("(by 1 preview, which was not seen to write)");
  expect(textOf([fixed])).toBe("0 still broken, 0 unstable, 1 fixed, 0 untested");
});

it("what a record tells is said to be of the time when it was recorded", () => {
  expect(replayText(fixed)).toBe("When it was recorded: CVM 7 was written.");
  expect(replayText({ ...fixed, why: "it needs --api-key" })).toBe("it needs --api-key");
});
