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

it("what is fixed as far as single requests show is counted as that", () => {
  const findings = [fixed, { ...fixed, why: "as far as requests sent one at a time show" }];
  expect(replaysText({ findings, unread: 0 })).toBe(
    "0 still broken, 0 unstable, 2 fixed (1 as far as requests sent one at a time show), 0 untested",
  );
  expect(replaysText({ findings: [fixed], unread: 0 })).toBe("0 still broken, 0 unstable, 1 fixed, 0 untested");
});

it("what a record tells is said to be of the time when it was recorded", () => {
  expect(replayText(fixed)).toBe("When it was recorded: CVM 7 was written.");
  expect(replayText({ ...fixed, why: "it needs --api-key" })).toBe("it needs --api-key");
});
