import { describe, expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { NodeSilence } from "./node-silence.ts";

/** A try that ended, or milliseconds that passed. */
type Event = readonly [method: string, isAnswered: boolean] | number;

/** Whether it has lasted, where a question came between the events before and those since. */
const lasts = (before: readonly Event[], since: readonly Event[], isAgain = false): boolean => {
  const clock = manualClock();
  const silence = new NodeSilence(clock);
  const play = (events: readonly Event[]): void => {
    for (const event of events) {
      if (typeof event === "number") clock.advance(event);
      else silence.note(...event);
    }
  };
  play(before);
  const mark = silence.mark();
  play(since);
  return silence.hasLastedSince(mark, isAgain);
};

const INFO = ["GetInfo", true] as const;
const NO_INFO = ["GetInfo", false] as const;
const STATUS = ["Status", true] as const;
const NO_STATUS = ["Status", false] as const;

describe("a node", () => {
  it.each<[string, string, readonly Event[], readonly Event[], boolean]>([
    ["silent", "neither Status nor a call after it was answered", [NO_STATUS], [NO_INFO], true],
    ["unknown", "no call has ended since", [NO_STATUS], [], false],
    ["heard", "Status was answered, and one VM has no answer", [STATUS], [NO_INFO], false],
    ["heard", "another VM has one", [NO_STATUS], [NO_INFO, INFO], false],
    ["silent", "it was heard only before", [INFO, NO_STATUS], [NO_INFO], true],
    ["heard", "Status is answered again", [NO_STATUS], [NO_INFO, STATUS], false],
    ["silent", "Status is answered, and GetInfo has not been for seven seconds", [], [NO_INFO, STATUS, 7_000], true],
    ["heard", "GetInfo has not been answered for less", [], [NO_INFO, STATUS, 6_999], false],
    ["heard", "GetInfo was answered in the meantime", [], [NO_INFO, 6_000, INFO, 6_999], false],
    ["silent", "GetInfo was answered, and then not for as long", [], [6_000, INFO, NO_INFO, 7_000], true],
    ["unknown", "time alone has passed", [], [60_000], false],
  ])("is %s where %s", (_, __, before, since, isSilent) => {
    expect(lasts(before, since)).toBe(isSilent);
  });

  it("has seven seconds for a second try, whatever it answered in the meantime", () => {
    expect(lasts([], [NO_INFO, 6_999, INFO], true)).toBe(false);
    expect(lasts([], [NO_INFO, 6_999, INFO, 1], true)).toBe(true);
    expect(lasts([], [NO_INFO, 6_999, INFO, 1], false)).toBe(false);
  });
});
