import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const textOf = (name: string): Promise<string> => readFile(join(root, name), "utf8");

const readme = await textOf("README.md");
const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);

/** These install the project, which can't be done from within its own tests; what comes behind the install is checked below. */
const INSTALLING = /^npm ci && (npm (?:start|test))$/;
const installing = blocks.map((block) => block.trim()).filter((block) => INSTALLING.test(block));
const others = blocks.filter((block) => !INSTALLING.test(block.trim()));

describe("the README", () => {
  let folder = "";
  const servers: ChildProcess[] = [];
  /** By the port that is shown, the one that was free. */
  const ports = new Map<string, string>();
  beforeAll(async () => {
    // A folder of its own, in which the command is installed as npm would, so that nothing is left in the project.
    folder = await mkdtemp(join(tmpdir(), "cvm-contract-readme-"));
    await mkdir(join(folder, "node_modules", ".bin"), { recursive: true });
    await symlink(join(root, "bin", "cvm-contract.js"), join(folder, "node_modules", ".bin", "cvm-contract"));
  });
  afterAll(async () => {
    // A server that a command started is npx, a shell and the server: a group of processes.
    for (const { pid, exitCode } of servers) if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGTERM");
    await rm(folder, { recursive: true, force: true });
  });

  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}` };
  /** What checks find is tried elsewhere, and behind `npm start`: for a command to be shown to work little has to be sent. */
  const brief = { CVM_CONTRACT_PHASES: "probe,boundary", CVM_CONTRACT_CASES: "20" };
  const shell = (script: string, cwd: string, more: Readonly<Record<string, string>> = {}) =>
    run("sh", ["-ec", script], { cwd, env: { ...env, ...more } });

  const SHOWN_PORT = /--port (\d+)/;
  const onRealPorts = (script: string): string =>
    script.replaceAll(/127\.0\.0\.1:(\d+)/g, (_, port: string) => `127.0.0.1:${ports.get(port) ?? port}`);

  /** Starts a command that serves until it is told to stop, on a free port whatever port it shows, and resolves when it says where. */
  const startServer = async (script: string): Promise<void> => {
    const child = spawn("sh", ["-ec", `exec 2>&1\n${onRealPorts(script).replace(SHOWN_PORT, "--port 0")}`], {
      cwd: folder,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    servers.push(child);
    const [output]: unknown[] = await once(child.stdout, "data");
    const port = /http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(String(output))?.[1];
    expect(port, String(output)).toBeDefined();
    ports.set(SHOWN_PORT.exec(script)?.[1] ?? "", port ?? "");
  };

  it("shows the two commands that install and run everything", () => {
    expect(installing).toEqual(["npm ci && npm start", "npm ci && npm test"]);
  });

  it("has a gate that conforms behind `npm ci && npm start`", async () => {
    const { stdout } = await shell("npm start", root);
    expect(stdout).toContain("Conforms: no law is broken.");
  });

  it("has its test command run by CI, on a fresh install", async () => {
    const scripts: unknown = JSON.parse(await textOf("package.json"));
    expect(isObject(scripts) && isObject(scripts.scripts) && typeof scripts.scripts.test).toBe("string");
    const ci = await textOf(".ci/run");
    expect(ci.indexOf("npm ci")).toBeGreaterThan(0);
    expect(ci.indexOf("npm test")).toBeGreaterThan(ci.indexOf("npm ci"));
  });

  it.each(others.map((block) => [block.trim(), block]))(
    "shows commands that work: %s",
    async (_, block) => {
      if (/ (?:serve|proxy|mock) .*--port /.test(block)) await startServer(block);
      else await shell(onRealPorts(block), folder, brief);
    },
    120_000,
  );

  it("links only to files that exist, and shows only pictures that do", async () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[)#]/g)].map(([, path = ""]) => path);
    const pictures = [...readme.matchAll(/ src(?:set)?="([^"]+)"/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(0);
    expect(pictures.length).toBe(4);
    for (const path of [...links, ...pictures]) await access(join(root, path));
  });
});
