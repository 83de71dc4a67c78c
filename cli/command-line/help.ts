import type { Command } from "../command.ts";
import { flagOf, keyOf, type Option, variableOf } from "../options/option.ts";
import { configOption } from "./config-option.ts";
import { twoColumns } from "../text/two-columns.ts";
import { wrap } from "../text/wrap.ts";
import { TOOL_NAME } from "../process/tool.ts";

const WIDTH = 100;
const COMMAND_WIDTH = 12;
const FLAG_WIDTH = 26;

const flagRow = ({ name, kind, says }: Option<unknown>): readonly [string, string] => [
  `${flagOf(name)}${kind.placeholder === null ? "" : ` ${kind.placeholder}`}`,
  kind.isRepeatable ? `${says}; repeatable` : says,
];

const sourcesNote = (name: string): string =>
  `Each flag is also an environment variable (${flagOf(name)} is ${variableOf(name)}) and, save --config, a key in the ` +
  `configuration file (${JSON.stringify(keyOf(name))}). The flag counts before the variable, the variable before the file.`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const page = (paragraphs: readonly string[]): string => `${paragraphs.filter((text) => text !== "").join("\n\n")}\n`;

const paragraph = (text: string): string => wrap(text, WIDTH).join("\n");

/** The help of the whole program. */
export const programHelp = (commands: readonly Command[]): string =>
  page([
    `Usage: ${TOOL_NAME} COMMAND [FLAGS]`,
    twoColumns(
      commands.map(({ name, operands, summary }) => [operands === null ? name : `${name} ${operands}`, summary]),
      COMMAND_WIDTH,
      WIDTH,
    ).join("\n"),
    `${TOOL_NAME} COMMAND --help, or ${TOOL_NAME} help COMMAND, tells a command's flags, ${TOOL_NAME} --version the version.`,
  ]);

/** The help of one command, made from its option table. */
export const commandHelp = ({ name, summary, operands, options, notes }: Command): string => {
  const example = options.find((option) => option.name.includes("-")) ?? options[0];
  return page([
    `Usage: ${[TOOL_NAME, name, operands, "[FLAGS]"].filter((word) => word !== null).join(" ")}`,
    paragraph(sentence(summary)),
    twoColumns([...options, configOption].map(flagRow), FLAG_WIDTH, WIDTH).join("\n"),
    example === undefined ? "" : paragraph(sourcesNote(example.name)),
    ...notes.map(paragraph),
  ]);
};
