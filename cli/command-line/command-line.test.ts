import { describe, expect, it } from "vitest";
import type { Command } from "../command.ts";
import { runCommandLine } from "./command-line.ts";
import { headerLine, secretsInLine } from "../options/kinds/header-line.ts";
import { secretsInUrl } from "../../conformance/index.ts";
import { httpUrl } from "../options/kinds/http-url.ts";
import { repeated } from "../options/kinds/repeated.ts";
import { text } from "../options/kinds/text.ts";
import { wholeNumber } from "../options/kinds/whole-number.ts";
import { option, optional, secret, unsentSecret } from "../options/option.ts";
import { fakeContext } from "../testing/fake-context.ts";
import { UsageError } from "../options/usage-error.ts";

const seed = optional("seed", wholeNumber(0), "the seed");
const apiKey = secret(optional("api-key", text("KEY"), "a key"));
const header = secret(option("header", repeated(headerLine), "a header", []), secretsInLine);

const keyCommand = unsentSecret(optional("api-key-command", text("CMD"), "a command that prints a key"));

const command = (run: Command["run"]): Command => ({
  name: "greet",
  summary: "greets",
  operands: null,
  options: [seed, apiKey, header, keyCommand],
  notes: ["It is friendly."],
  run,
});

const greet = command(async (settings, { stdout }) => {
  stdout.write(`seed ${settings.get(seed)}\n`);
  return 4;
});

const run = async (commands: readonly Command[], argv: readonly string[], env: Record<string, string> = {}) => {
  const fake = fakeContext(argv, { env });
  const code = await runCommandLine(commands, fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr(), files: fake.files };
};

describe("a command line", () => {
  it("runs its command and ends with the command's exit code", async () => {
    expect(await run([greet], ["greet", "--seed", "5"])).toMatchObject({ code: 4, stdout: "seed 5\n", stderr: "" });
  });

  it("shows the program's help, and each command's", async () => {
    const program = await run([greet], ["--help"]);
    expect(program).toMatchObject({ code: 0, stderr: "" });
    expect(program.stdout).toMatch(/^ {2}greet +greets$/m);
    const one = await run([greet], ["greet", "--seed", "5", "--help"]);
    expect(one.stdout).toMatch(/and,\s+save\s+--config,\s+a\s+key/);
    expect(one).toMatchObject({ code: 0, stderr: "" });
    expect(one.stdout).toMatch(/^ {2}--seed N +the seed$/m);
    expect(one.stdout).toMatch(/^ {2}--header 'NAME: VALUE' +a header; repeatable$/m);
    expect(one.stdout).toContain("CVM_CONTRACT_API_KEY");
    expect(one.stdout).toContain("It is friendly.");
  });

  it("shows the same with the word help", async () => {
    for (const argv of [["help"], ["help", "--help"]])
      expect(await run([greet], argv)).toEqual(await run([greet], ["--help"]));
    expect(await run([greet], ["help", "greet"])).toEqual(await run([greet], ["greet", "--help"]));
    const wrong = await run([greet], ["help", "gret"]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain('There is no command "gret". Did you mean greet?');
    expect(await run([greet], ["help", "greet", "me"])).toMatchObject({ code: 2, stdout: "" });
  });

  it("shows the version", async () => {
    const { code, stdout } = await run([greet], ["--version"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("a command line that can't be followed ends with 2, says why and where help is", () => {
  it.each([
    [[], "No command was given. It is one of greet.\nSee cvm-contract --help.\n"],
    [["gret"], 'There is no command "gret". Did you mean greet? It is one of greet.\nSee cvm-contract --help.\n'],
    [["greet", "--sed", "5"], "Unknown flag --sed. Did you mean --seed?\nSee cvm-contract greet --help.\n"],
    [["greet", "--seed", "abc"], '--seed needs a whole number from 0 up, but "abc" was given.\n'],
    [["greet", "you"], 'greet takes flags only, but "you" stands on the line.'],
    [["greet", "you", "and", "me"], 'greet takes flags only, but "you" and 2 other words stand on the line.'],
    [
      ["greet", "--api-key", "hunter2", "hunter3"],
      "but a word (not shown, it may be part of a key) stands on the line.",
    ],
  ])("%j", async (argv, message) => {
    const { code, stdout, stderr } = await run([greet], argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("also where the environment is what can't be followed", async () => {
    const { code, stderr } = await run([greet], ["greet"], { CVM_CONTRACT_SED: "1" });
    expect(code).toBe(2);
    expect(stderr).toContain("CVM_CONTRACT_SED belongs to no option");
  });

  it("also where the command itself says so", async () => {
    const failing = command(() => Promise.reject(new UsageError("Not like this.")));
    expect(await run([failing], ["greet"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Not like this."),
    });
  });
});

describe("a command that fails", () => {
  it("ends with 3 and tells the whole error", async () => {
    const failing = command(() => Promise.reject(new Error("Out of luck.")));
    const { code, stderr } = await run([failing], ["greet"]);
    expect(code).toBe(3);
    expect(stderr).toContain("cvm-contract itself failed.");
    expect(stderr).toMatch(/Error: Out of luck\.\n +at /);
  });
});

describe("a secret", () => {
  const KEY = 'super"secret"key';
  const telling = command(async (_, context) => {
    context.stdout.write(`the key is ${KEY}\n`);
    context.stderr.write(JSON.stringify({ echo: KEY, header: "Bearer abcdefghijkl", token: "abcdefghijkl" }));
    await context.saveFile("/report.json", KEY);
    throw new Error(`bad header: ${KEY}`);
  });

  it("reaches no output, file or error message, however it got in", async () => {
    const argv = ["greet", "--header", "Authorization: Bearer abcdefghijkl"];
    for (const result of [
      await run([telling], [...argv, "--api-key", KEY]),
      await run([telling], argv, { CVM_CONTRACT_API_KEY: KEY }),
    ]) {
      expect(result.stdout).toBe("the key is [api-key]\n");
      expect(result.stderr).toContain('{"echo":"[api-key]","header":"[header]","token":"[header]"}');
      expect(result.stderr).toContain("bad header: [api-key]");
      expect([...result.files]).toEqual([["/report.json", "[api-key]"]]);
    }
  });

  it("reaches no error message where the option that holds it, or another one, is refused", async () => {
    const url = secret(optional("target", httpUrl, "a server"), secretsInUrl);
    const visiting = { ...greet, options: [url, apiKey, seed] };
    for (const [given, shown] of [
      ["http://me:hunter2hunter2@host/", '"http://...@host/"'],
      ["http://host/a?token=hunter2hunter2", '"http://host/a?..."'],
      ["http://host/#hunter2hunter2", '"http://host/#..."'],
      ["me:hunter2hunter2@host", '"...@host"'],
    ] as const) {
      for (const { code, stdout, stderr } of [
        await run([visiting], ["greet", "--target", given]),
        await run([visiting], ["greet"], { CVM_CONTRACT_TARGET: given }),
      ]) {
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toContain(`but ${shown} was given`);
        expect(stderr).not.toContain("hunter2");
      }
      expect((await run([visiting], [given])).stderr).not.toContain("hunter2");
    }
    const both = await run([visiting], ["greet", "--api-key", "hunter2hunter2", "--seed", "hunter2%68unter2"]);
    expect(both.stderr).toContain('but "[api-key]" was given');
  });

  it("is left alone where it is too short to be one, so that ordinary text survives, and that is said", async () => {
    const plain = command(async (_, { stdout }) => {
      stdout.write("seed 5\n");
      return 0;
    });
    const short = await run([plain], ["greet", "--api-key", "seed"]);
    expect(short.stdout).toBe("seed 5\n");
    expect(short.stderr).toBe(
      "The value of --api-key has fewer than 8 characters: where a server repeats it, outputs show it.\n",
    );
    expect((await run([plain], ["greet", "--header", "Authorization: Bearer ab"])).stderr).toBe("");
    // No request carries a command.
    expect((await run([plain], ["greet", "--api-key-command", "pass k"])).stderr).toBe("");
  });

  it("is called empty where it is", async () => {
    const { code, stderr } = await run([command(async () => 0)], ["greet", "--api-key", ""]);
    expect(code).toBe(2);
    expect(stderr).toContain('but "" was given');
  });
});
