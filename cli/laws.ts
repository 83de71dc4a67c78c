import { resolve } from "node:path";
import type { Exchange, Law } from "../conformance/index.ts";
import { allLaws } from "./check/all-laws.ts";
import { checkOptions } from "./check/options.ts";
import type { Command } from "./command.ts";
import type { Output } from "./context.ts";
import { EXIT } from "./exit-code.ts";
import { writeNewLaw } from "./laws/write-new-law.ts";
import { text } from "./options/kinds/text.ts";
import { optional } from "./options/option.ts";
import { suggestion } from "./options/suggest.ts";
import { showExchange } from "./output/show-exchange.ts";
import { twoColumns } from "./text/two-columns.ts";
import { wrap } from "./text/wrap.ts";
import { UsageError } from "./options/usage-error.ts";

const LEVEL_WIDTH = "reference".length;

/** Every law as a row of level and id, and its sentence below. */
export const lawTable = (laws: readonly Law[], { columns, style }: Output): string =>
  laws
    .flatMap(({ id, level, says }) => [
      `${style("dim", level.padEnd(LEVEL_WIDTH))}  ${style("bold", id)}`,
      ...wrap(says, columns - LEVEL_WIDTH - 2).map((line) => `${" ".repeat(LEVEL_WIDTH + 2)}${line}`),
    ])
    .join("\n");

const exampleLines = (example: Exchange | readonly Exchange[]): readonly string[] =>
  [example]
    .flat()
    .flatMap(showExchange)
    .map((line) => `  ${line}`);

const examples = (heading: string, list: readonly (Exchange | readonly Exchange[])[]): readonly string[] => [
  "",
  heading,
  ...list.flatMap((example, index) => [...(index === 0 ? [] : [""]), ...exampleLines(example)]),
];

/** One law explained: its text, where it comes from, and examples of holding and breaking. */
export const lawPage = (law: Law, { columns, style }: Output): string => {
  const facts = twoColumns(
    [
      ["level", law.level],
      ["source", law.source],
      ["tested by", law.missing],
      ...(law.kills.length === 0 ? [] : [["catches", law.kills.join(", ")] satisfies [string, string]]),
    ],
    LEVEL_WIDTH,
    columns,
  );
  return [
    style("bold", law.id),
    ...wrap(law.says, columns),
    "",
    ...facts,
    ...examples("It holds in:", law.holds),
    ...examples("It is broken in:", law.broken),
  ].join("\n");
};

const newLaw = optional(
  "new",
  text("ID"),
  "write a law to start from: into --laws-from DIR, or the folder laws; in a clone of the project among its own, with a mutant",
);

/** `cvm-contract laws [ID]`: the laws, or one of them explained, or a new one. */
export const laws: Command = {
  name: "laws",
  summary: "lists the laws that a server is held to, or explains the one named, or writes a new one to start from",
  operands: "[ID]",
  options: [{ ...checkOptions.lawsFrom, says: "list the laws in this folder too, or write --new into it" }, newLaw],
  notes: [],
  run: async (settings, context) => {
    const { operands } = settings;
    const { stdout, folder } = context;
    const id = settings.get(newLaw);
    if (id !== null) {
      if (operands.length > 0) throw new UsageError("--new writes a law, and an ID explains one. Give one of them.");
      const { loadLaws } = await import("../conformance/index.ts");
      const place = settings.get(checkOptions.lawsFrom);
      const taken = (await loadLaws()).map((law) => law.id);
      await writeNewLaw(id, place === null ? null : resolve(folder, place), taken, context);
      return EXIT.conforms;
    }
    const { loadContract, openapiDocument } = await import("../contract/index.ts");
    const all = await allLaws(settings, context, loadContract(openapiDocument));
    const [named, ...more] = operands;
    if (more.length > 0)
      throw new UsageError(`laws takes one id, but ${operands.length} were given: ${operands.join(", ")}.`);
    if (named === undefined) {
      stdout.write(`${lawTable(all, stdout)}\n`);
      return EXIT.conforms;
    }
    const law = all.find((candidate) => candidate.id === named);
    if (law === undefined)
      throw new UsageError(
        `There is no law ${JSON.stringify(named)}.${suggestion(
          named,
          all.map((candidate) => candidate.id),
        )} See cvm-contract laws.`,
      );
    stdout.write(`${lawPage(law, stdout)}\n`);
    return EXIT.conforms;
  },
};
