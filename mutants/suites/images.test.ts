import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { validate } from "dockerfile-utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { valueAt } from "../../contract/index.ts";
import { packedGate } from "../getting/packed.ts";
import { ROOT } from "../house/source-files.ts";

const run = promisify(execFile);
const containerfile = await readFile(join(ROOT, "Containerfile"), "utf8");

/** What a stage says with one instruction, in order. */
const saidBy = (stage: string, instruction: string): readonly string[] => {
  const [, lines = ""] =
    new RegExp(`^FROM \\S+ AS ${stage}$(.*?)(?=^FROM|$(?![\\s\\S]))`, "ms").exec(containerfile) ?? [];
  return [...lines.matchAll(new RegExp(`^${instruction} (.*)$`, "gm"))].map(([, rest = ""]) => rest);
};

const words = (text: string | undefined): readonly string[] => {
  const list: unknown = JSON.parse(text ?? "null");
  if (Array.isArray(list)) return list.map(String);
  throw new Error(`${text} is no list of words.`);
};

describe("the Containerfile", () => {
  it("has nothing that a linter complains of", () => {
    expect(validate(containerfile)).toEqual([]);
    expect(validate(containerfile.replace("WORKDIR", "WORKDIRR"))).not.toEqual([]);
  });

  it.each(["cvm-contract", "cvm-contract-mock"])(
    "has %s run without rights, and without a shell or npm above it",
    (stage) => {
      expect(saidBy(stage, "USER")).toEqual(["node"]);
      expect(words(saidBy(stage, "ENTRYPOINT")[0])[0]).toBe("cvm-contract");
    },
  );
});

/** The steps of the gate's stage, run in a folder of their own, for no container can be had in a test. */
describe("what the gate's image holds", () => {
  let home = "";
  let inside = (text: string): string => text;
  const opened: ChildProcess[] = [];

  const env = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CI|CI_.*|CVM_CONTRACT_.*)$/.test(name))),
    PATH: [inside("/opt/cvm-contract/node_modules/.bin"), dirname(process.execPath), process.env.PATH ?? ""].join(
      delimiter,
    ),
    npm_config_prefer_offline: "true",
    ...more,
  });

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "image-"));
    const packages = dirname((await packedGate()).path);
    inside = (text) => text.replaceAll("/opt/", `${home}/opt/`).replaceAll("/packages/", `${packages}/`);
    await mkdir(join(home, "work"));
    for (const line of saidBy("cvm-contract", "RUN")) await run("sh", ["-ec", inside(line)], { cwd: home, env: env() });
  }, 240_000);

  afterAll(async () => {
    for (const child of opened) child.kill("SIGKILL");
    await rm(home, { recursive: true, force: true });
  });

  /** Starts it with arguments, as `docker run IMAGE ARGUMENTS` does. */
  const start = (args: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcess => {
    const [program = "", ...first] = words(saidBy("cvm-contract", "ENTRYPOINT")[0]);
    const child = spawn(program, [...first, ...args], {
      cwd: join(home, "work"),
      env: env(more),
      stdio: ["ignore", "pipe", "ignore"],
    });
    opened.push(child);
    return child;
  };

  it("shows the help where nothing is asked of it", async () => {
    const child = start(words(saidBy("cvm-contract", "CMD")[0]));
    let text = "";
    child.stdout?.on("data", (part) => {
      text += String(part);
    });
    expect(await once(child, "close")).toEqual([0, null]);
    expect(text).toContain("Usage: cvm-contract COMMAND");
  });

  it("serves the reference of templates/compose.yaml, which its gate finds to conform, and ends at a stop", async () => {
    const compose: unknown = parse(await readFile(join(ROOT, "templates", "compose.yaml"), "utf8"));
    const commandOf = (service: string): readonly string[] =>
      words(JSON.stringify(valueAt(compose, `/services/${service}/command`)));
    const reference = start(commandOf("reference").map((word) => (word === "4020" ? "0" : word)));
    const url = await new Promise<string>((resolve) => {
      let text = "";
      reference.stdout?.on("data", (part) => {
        text += String(part);
        const [found] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const at = "/services/gate/environment";
    expect(valueAt(compose, `${at}/CVM_CONTRACT_TARGET`)).toBe("http://127.0.0.1:4020");
    const gate = start(commandOf("gate"), {
      CVM_CONTRACT_TARGET: url,
      CVM_CONTRACT_API_KEY: String(valueAt(compose, `${at}/CVM_CONTRACT_API_KEY`)),
      CVM_CONTRACT_PHASES: "probe,boundary",
      CVM_CONTRACT_CASES: "20",
    });
    gate.stdout?.resume();
    expect(await once(gate, "close")).toEqual([0, null]);
    reference.kill("SIGTERM");
    expect(await once(reference, "close")).toEqual([0, null]);
  });
});
