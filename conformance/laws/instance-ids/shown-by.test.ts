import { expect, it } from "vitest";
import { judge } from "../../testing/example-judge.ts";
import { loadLaws } from "../load-laws.ts";

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

it.each(laws)("without a state probe $law.id says that it goes by what answers tell", ({ law, discriminators }) => {
  const said = law.broken
    .flatMap((example) => law.judge(example.map(judge), null).violations)
    .filter(({ discriminator }) => discriminators.includes(discriminator));
  expect(said.length).toBeGreaterThan(0);
  for (const { message } of said) expect(message).toMatch(/\b[Bb]y what answers tell, /);
});
