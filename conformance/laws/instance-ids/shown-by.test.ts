import { expect, it } from "vitest";
import { judge } from "../../testing/example-judge.ts";
import { loadLaws } from "../load-laws.ts";
import { refreshAnswer } from "./reading/refresh-answer.ts";

const aboutStored = new Map([
  ["dry-run-writes-nothing", ["written"]],
  ["admin-writes-what-it-reports", ["written by a preview", "lost", "altered"]],
  ["unnamed-stay-as-they-were", ["unnamed changed"]],
  ["members-stay-in-their-workspace", ["written"]],
  ["nothing-else-is-written", ["unreported"]],
  ["racing-overlaps-agree", ["none stored", "another stored"]],
  ["overwrite-is-not-sticky", ["silent"]],
]);
const laws = (await loadLaws()).flatMap((law) => {
  const discriminators = aboutStored.get(law.id);
  return law.kind === "relation" && discriminators !== undefined ? [{ law, discriminators }] : [];
});

it("looks at all of these laws", () => {
  expect(laws).toHaveLength(aboutStored.size);
});

const unlikeStored = laws.filter(({ law }) =>
  ["unnamed-stay-as-they-were", "members-stay-in-their-workspace"].includes(law.id),
);

it.each(unlikeStored)("where the state probe shows no change $law.id says so beside what answers tell", ({ law }) => {
  const said = law.broken.flatMap((example) => {
    const readings = example.map(judge);
    const told = readings.flatMap((reading) => refreshAnswer(reading)?.items ?? []);
    const stored = new Map(told.map(({ cvmId }) => [cvmId, null] as const));
    return law.judge(readings, { before: stored, after: stored }).violations;
  });
  const byAnswers = said.filter(({ message }) => /\bwhat answers tell\b/.test(message));
  expect(byAnswers.length).toBeGreaterThan(0);
  for (const { message } of byAnswers) expect(message).toContain("by what answers tell, and not by the state probe, ");
});

it.each(laws)("without a state probe $law.id says that it goes by what answers tell", ({ law, discriminators }) => {
  const said = law.broken
    .flatMap((example) => law.judge(example.map(judge), null).violations)
    .filter(({ discriminator }) => discriminators.includes(discriminator));
  expect(said.length).toBeGreaterThan(0);
  for (const { message } of said) expect(message).toMatch(/\b[Bb]y what answers tell, /);
});
