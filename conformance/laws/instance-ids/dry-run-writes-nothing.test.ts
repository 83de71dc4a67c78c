import { expect, it } from "vitest";
import { type CvmId, highestCvmId } from "../../cases/cvm-id.ts";
import { judge } from "../../testing/example-judge.ts";
import law from "./dry-run-writes-nothing.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";

const [example = []] = law.broken;
const readings = example.map(judge);
const cvmId: CvmId = highestCvmId(
  readings.flatMap((reading) => refreshAnswer(reading)?.items ?? []).map((item) => item.cvmId),
);
const [A, B] = ["a", "b"].map((digit) => digit.repeat(40));

/** What is said where answers tell that a preview wrote, and the store had these before and after. */
const saidWith = (before: string | null, after: string | null) =>
  law.judge(readings, { before: new Map([[cvmId, before]]), after: new Map([[cvmId, after]]) }).violations;

it("is broken by answers that tell of a write where the store shows none, and says that nothing was written", () => {
  for (const id of [null, B ?? null]) {
    const [violation, ...others] = saidWith(id, id);
    expect(others).toEqual([]);
    expect(violation?.message).toMatch(/^Answers tell of CVM \d+ as though .* by the state probe it had not/);
    expect(violation).toMatchObject({ discriminator: "told as written", formerly: "written" });
  }
});

it("goes by the store where that shows a write", () => {
  expect(saidWith(null, A ?? null)[0]?.message).toMatch(
    /^By the state probe, CVM \d+ was written by a preview, if nobody else wrote it just then\.$/,
  );
});
