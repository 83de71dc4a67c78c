import { SHORTEST_SECRET, shownUrl } from "../../conformance/index.ts";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { configOption } from "./config-option.ts";
import { commandHelp, programHelp } from "./help.ts";
import { readArgv } from "../options/read-argv.ts";
import { readConfigFile } from "../options/read-config-file.ts";
import { readEnvironment } from "../options/read-environment.ts";
import { Settings } from "../options/settings.ts";
import { suggestion } from "../options/suggest.ts";
import { OutputError } from "../output/output-error.ts";
import { discretionOver, tooShortToHide, withoutSecrets } from "../output/redaction.ts";
import { TOOL_NAME, toolVersion } from "../process/tool.ts";
import { UsageError } from "../options/usage-error.ts";

/** Tells what went wrong and gives the exit code that goes with it: 2 for what can't be followed, 3 for a failure of ours. */
const explain = (error: unknown, helpCommand: string, { stderr }: Context): ExitCode => {
  if (error instanceof UsageError) {
    stderr.write(`${stderr.style("red", error.message)}\nSee ${helpCommand}.\n`);
    return EXIT.usage;
  }
  if (error instanceof OutputError) {
    stderr.write(`${stderr.style("red", error.message)}\n`);
    return EXIT.failed;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${stderr.style("red", `${TOOL_NAME} itself failed.`)} Please report this:\n${text}\n`);
  return EXIT.failed;
};

const namesOf = (commands: readonly Command[]): readonly string[] => [
  ...new Set(commands.flatMap((command) => command.options.map((option) => option.name))),
];

/** Words that belong to no flag, as people are told of them. Beside the value of a secret they may be the rest of it. */
const wordsText = ([first = "", ...others]: readonly string[], isSecret: boolean): string => {
  const shown = isSecret ? "a word (not shown, it may be part of a key)" : JSON.stringify(shownUrl(first));
  if (others.length === 0) return `${shown} stands`;
  return `${shown} and ${others.length === 1 ? "another word" : `${others.length} other words`} stand`;
};

const settingsFor = async (
  command: Command,
  commands: readonly Command[],
  context: Context,
): Promise<Settings | null> => {
  const { given, operands, wantsHelp } = readArgv(context.argv.slice(1), [...command.options, configOption]);
  if (wantsHelp) return null;
  if (command.operands === null && operands.length > 0) {
    const isSecret = command.options.some(({ name, secretsIn }) => secretsIn !== null && given.has(name));
    throw new UsageError(
      `${command.name} takes flags only, but ${wordsText(operands, isSecret)} on the line. Put a value that has spaces in quotes.`,
    );
  }
  const names = namesOf(commands);
  const environment = readEnvironment(context.env, [...names, configOption.name]);
  const file = new Settings([given, environment], []).get(configOption);
  return new Settings([given, environment, await readConfigFile(context.folder, file, names)], operands);
};

const runCommand = async (command: Command, commands: readonly Command[], context: Context): Promise<ExitCode> => {
  const settings = await settingsFor(command, commands, context);
  if (settings === null) {
    context.stdout.write(commandHelp(command));
    return EXIT.conforms;
  }
  const discreet = withoutSecrets(context, discretionOver(settings, command.options));
  try {
    for (const option of command.options) settings.get(option);
    for (const name of tooShortToHide(settings, command.options))
      context.stderr.write(
        `The value of ${name} has fewer than ${SHORTEST_SECRET} characters: where a server repeats it, outputs show it.\n`,
      );
    return await command.run(settings, discreet);
  } catch (error) {
    return explain(error, `${TOOL_NAME} ${command.name} --help`, discreet);
  }
};

const commandNamed = (name: string | undefined, commands: readonly Command[]): Command => {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = commands.map((candidate) => candidate.name);
  throw new UsageError(
    name === undefined
      ? `No command was given. It is one of ${names.join(", ")}.`
      : `There is no command ${JSON.stringify(shownUrl(name))}.${suggestion(name, names)} It is one of ${names.join(", ")}.`,
  );
};

/** The help that `help` asks for: that of the command that it names, or of the whole program. Throws `UsageError` where it names none there is. */
const helpFor = ([name, ...more]: readonly string[], commands: readonly Command[]): string => {
  if (name === undefined || name === "--help" || name === "-h") return programHelp(commands);
  if (more.length > 0) throw new UsageError("help takes the name of one command, or nothing.");
  return commandHelp(commandNamed(name, commands));
};

/** Runs one command line and gives the exit code. Never rejects: what goes wrong is told on `stderr`. */
export const runCommandLine = async (commands: readonly Command[], context: Context): Promise<ExitCode> => {
  const [first] = context.argv;
  try {
    if (first === "--version") {
      context.stdout.write(`${await toolVersion()}\n`);
      return EXIT.conforms;
    }
    if (first === "--help" || first === "-h") {
      context.stdout.write(programHelp(commands));
      return EXIT.conforms;
    }
    if (first === "help") {
      context.stdout.write(helpFor(context.argv.slice(1), commands));
      return EXIT.conforms;
    }
    return await runCommand(commandNamed(first, commands), commands, context);
  } catch (error) {
    const isCommand = commands.some(({ name }) => name === first);
    return explain(error, isCommand ? `${TOOL_NAME} ${first} --help` : `${TOOL_NAME} --help`, context);
  }
};
