import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeWithPostgres } from "../vitest.database.ts";

const INDEX = new URL("./index.ts", import.meta.url).href;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cvm-contract-"));
  // Whoever PostgreSQL runs as has to come through.
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process whose temporary files are in the folder, and what it has printed once that ends with a line of this. */
const run = async (args: readonly string[], lastLine: string) => {
  const child = spawn(process.execPath, args, {
    detached: true,
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes(lastLine)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`It ended with ${code}.`)));
  });
  return { child, output };
};

/** What is in the folder of ours; Node.js keeps compiled code beside it. */
const left = async (): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith("cvm-contract"));

/** Waits until nothing is left: whoever removes it is no child of this process. */
const untilNothingIsLeft = async (): Promise<void> => {
  while ((await left()).length > 0) await delay(20);
};

const canConnect = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

describeWithPostgres("a PostgreSQL server that was started", () => {
  it("is gone, and its files with it, after the process that started it was killed", async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(INDEX)};
      const { url } = await startPostgres({ isDurable: false });
      console.log(url + "\\n.");
      setInterval(() => {}, 1_000);
    `;
    const { child, output } = await run(["--input-type=module", "--eval", program], "\n.");
    const [url = ""] = output.split("\n");
    expect(await canConnect(url)).toBe(true);
    expect(await left()).toHaveLength(1);
    child.kill("SIGKILL");
    await untilNothingIsLeft();
    expect(await canConnect(url)).toBe(false);
  });

  it("serves the demo, all of which is gone after ctrl-C", async () => {
    const demo = fileURLToPath(new URL("../scripts/demo-postgres.ts", import.meta.url));
    const { child, output } = await run([demo], "Ctrl-C ends all of it.\n");
    const addresses = output.match(/http:\/\/[\d.]+:\d+/g) ?? [];
    const statuses = addresses.slice(0, 3).map(async (address) => (await fetch(new URL("/__state", address))).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200]);

    const ended = once(child, "exit");
    // As a terminal does: to the whole group.
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(await left()).toEqual([]);
    for (const address of addresses.slice(0, 3)) await expect(fetch(address)).rejects.toThrow();
  });
});
