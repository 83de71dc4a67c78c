import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { check } from "../check.ts";
import { runCommandLine } from "../command-line/command-line.ts";
import { saveFile } from "../output/save-file.ts";
import { fakeContext } from "../testing/fake-context.ts";

const ITEM = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const SOUND = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0, items: [ITEM] };
const WRONG_COUNT = { ...SOUND, skipped: 2 };

let folder = "";
let answer: object = SOUND;
let server: Server;
let target = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baseline-"));
  answer = WRONG_COUNT;
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  target = `http://127.0.0.1:${isObject(address) ? address.port : ""}`;
});

afterEach(async () => {
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const LAWS = "counts-match-items,scanned-within-total,updated-names-a-new-id";
const run = async (day: string, ...argv: readonly string[]) => {
  const words = ["check", "--target", target, "--phases", "probe", "--laws", LAWS, "--baseline", "known.json", ...argv];
  const fake = fakeContext(words, { folder, saveFile, nowMs: () => Date.parse(day) });
  return { code: await runCommandLine([check], fake.context), stdout: fake.stdout(), stderr: fake.stderr() };
};
const textOfBaseline = (): Promise<string> => readFile(join(folder, "known.json"), "utf8");

const DAY = "2026-01-21T12:00:00Z";

describe("check with a baseline", () => {
  it("fails on nothing that it was written with, and on what is new", async () => {
    const written = await run(DAY, "--update-baseline");
    expect(written.code).toBe(0);
    expect(written.stderr).toContain("The baseline is in known.json, with 1 entry.\n");
    const known = await run(DAY);
    expect(known.code).toBe(0);
    expect(known.stderr).not.toContain("The baseline is in");
    expect(known.stderr).toMatch(/^! .* counts-match-items \(must, known from the baseline\)$/m);
    expect(known.stdout).toContain("1 finding of this run is known from the baseline.");
    answer = { ...WRONG_COUNT, total: 0 };
    const { code, stdout, stderr } = await run(DAY, "--report", "json");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^✗ .* scanned-within-total \(must\)$/m);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ law: "counts-match-items", known: true }),
        expect.objectContaining({ law: "scanned-within-total", known: false }),
      ]),
    });
  });

  it("says what is fixed, and drops that when it is written anew", async () => {
    await run(DAY, "--update-baseline");
    answer = SOUND;
    expect((await run(DAY)).stdout).toMatch(/fixed {2}[0-9a-f]{12} {2}counts-match-items/);
    await run(DAY, "--update-baseline");
    expect(JSON.parse(await textOfBaseline())).toEqual({ schemaVersion: 2, findings: [] });
  });

  it("fails on an entry that has expired, and keeps reason and expiry when it is written anew", async () => {
    await run(DAY, "--update-baseline");
    const dated = (await textOfBaseline()).replace(
      '"message"',
      '"reason": "bug 7",\n      "expires": "2026-01-31",\n"message"',
    );
    await writeFile(join(folder, "known.json"), dated);
    expect((await run("2026-01-31T23:00:00Z")).code).toBe(0);
    const { code, stdout } = await run("2026-02-01T00:00:00Z");
    expect(stdout).toContain("0 findings of this run are known from the baseline.");
    expect(stdout).toMatch(/expired on 2026-01-31 {2}[0-9a-f]{12} {2}counts-match-items: bug 7/);
    expect(code).toBe(1);
    expect((await run("2026-02-01T00:00:00Z", "--update-baseline")).code).toBe(1);
    const text = await textOfBaseline();
    expect(text).toContain('"reason": "bug 7",\n      "expires": "2026-01-31",\n');
    await run("2026-02-01T00:00:00Z", "--update-baseline");
    expect(await textOfBaseline()).toBe(text);
  });

  it("calls nothing fixed whose law was not put to the test", async () => {
    await run(DAY, "--update-baseline");
    const { stdout } = await run(DAY, "--skip-laws", "counts-match-items");
    expect(stdout).not.toContain("fixed");
    const text = await textOfBaseline();
    await run(DAY, "--skip-laws", "counts-match-items", "--update-baseline");
    expect(await textOfBaseline()).toBe(text);
  });

  it("ends with 2 where the file is missing or damaged, says where, and leaves it alone", async () => {
    expect(await run(DAY)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no baseline known.json."),
    });
    await writeFile(join(folder, "known.json"), '{\n  "schemaVersion": 1,\n  "findings": [\n');
    for (const argv of [[], ["--update-baseline"]]) {
      const { code, stderr } = await run(DAY, ...argv);
      expect(stderr).toContain("known.json, line 4: it is not JSON");
      expect(code).toBe(2);
    }
    expect(await textOfBaseline()).toContain('"findings": [\n');
  });

  it("says of a check that failed that none was written, there or not", async () => {
    let answers = 5;
    server.on("request", ({ socket }) => {
      if (answers === 0) socket.destroy();
      else answers -= 1;
    });
    const { code, stderr } = await run(DAY, "--update-baseline", "--timeout", "500ms");
    expect(code).toBe(3);
    expect(stderr).toContain("The baseline known.json was not written, for the check failed.\n");
    await expect(textOfBaseline()).rejects.toThrow("ENOENT");
  });

  it("says of entries without requests how they are known, and why they have none", async () => {
    const entry = { fingerprint: "aaaaaaaaaaaa", law: "counts-match-items", level: "must", message: "It was." };
    await writeFile(join(folder, "known.json"), JSON.stringify({ schemaVersion: 1, findings: [entry] }));
    expect((await run(DAY)).stderr).toContain(
      "The baseline known.json has findings without the requests that show them: they are known by their fingerprints alone. A file with schemaVersion 1 has none, and none are written that hold a secret,",
    );
  });

  it("ends with 2 where it is to be written and has no name", async () => {
    const fake = fakeContext(["check", "--update-baseline"], { folder });
    expect(await runCommandLine([check], fake.context)).toBe(2);
    expect(fake.stderr()).toContain("Name it with --baseline FILE.");
  });
});
