import { wrapProse } from "../pages/wrap-prose.ts";
import type { Tally } from "./tally.ts";

const number = (value: number): string => value.toLocaleString("en-US");

const counts = (of: Readonly<Record<string, number>>, runs: number): string =>
  Object.entries(of)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([law, count]) => `${law} (${count === runs ? "every run" : `${count} of ${runs} runs`})`)
    .join(", ") || "none";

const row = ({
  server,
  leave,
  inconclusive,
  version,
  endedAt,
  runs,
  cases,
  requests,
  must,
  should,
  unstable,
}: Tally): string =>
  `| ${[server, leave, number(cases), number(requests), runs === 1 ? "1" : `1 to ${runs}`, must.length, inconclusive ?? "not counted", counts(should, runs), counts(unstable, runs), version, endedAt.slice(0, 10)].join(" | ")} |`;

/** The published page, in Markdown. */
export const falseAlarmsPage = (tallies: readonly Tally[]): string => {
  const cases = tallies.reduce((sum, tally) => sum + tally.cases, 0);
  const must = tallies.flatMap(({ server, must: findings }) => findings.map((finding) => `- ${server}: ${finding}`));
  return wrapProse(
    [
      "# False alarms",
      "",
      "Written by `npm run false-alarms`; do not edit.",
      "",
      "A finding on a server without a fault is a false alarm. The reference, and servers that share no code with it and choose otherwise wherever the",
      "contract leaves a choice (`mutants/variants/`), were held to the laws, with every key that they take, in runs that each had a seed and fresh data of their own: with leave to write, or without, when the",
      `store is not shown either. A count goes on over changes of the code within a version. **${number(cases)} cases, ${must.length} must findings.**`,
      "",
      "| server | leave | cases | requests | seeds | must findings | runs without a verdict | laws broken below must | broken, and not in the same way again | version | last run |",
      "| --- | --- | ---: | ---: | --- | ---: | ---: | --- | --- | --- | --- |",
      ...tallies.map(row),
      "",
      "A variant may well break a law below `must`: that is what such a law is for. `lenient-fastapi` reads types as pydantic does, and `stock-fastapi` fails besides where it can't repeat what was sent; `terse` leaves out what an answer may leave out,",
      "`strict-other` refuses with other statuses where the contract does not say which, takes an empty list for a scan, and answers a name of nobody's as often as it is given. `flaky` is `terse` behind a front that is slow, refuses for the pace, fails, drops and redirects now and then. The fleet of `moving` changes by itself ten times a second, and shows all that it stores. On the reference, its own laws are checked too.",
      "",
      ...(must.length === 0 ? [] : ["## What is wrong", "", ...must, ""]),
    ].join("\n"),
  );
};
