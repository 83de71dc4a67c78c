import { describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line/command-line.ts";
import { commands } from "./commands.ts";
import { flagOf, variableOf } from "./options/option.ts";
import { fakeContext } from "./testing/fake-context.ts";

const options = commands.flatMap(({ name, options: own }) => own.map((option) => ({ command: name, option })));

const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const fake = fakeContext(argv, { env });
  return { code: await runCommandLine(commands, fake.context), stdout: fake.stdout(), stderr: fake.stderr() };
};

describe("an empty value", () => {
  it.each(options.map(({ command, option }) => [command, variableOf(option.name)]))(
    "in the environment is refused: %s with %s",
    async (command, variable) => {
      const { code, stdout, stderr } = await run([command], { [variable]: "" });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`The environment variable ${variable} is empty`);
    },
  );

  it.each(
    options
      .filter(({ option }) => option.kind.placeholder !== null)
      .map((one) => [one.command, flagOf(one.option.name)]),
  )("of a flag is refused: %s %s=", async (command, flag) => {
    const { code, stdout, stderr } = await run([command, `${flag}=`]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(flag);
  });
});
