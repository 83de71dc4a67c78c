import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { saveFile } from "./output/save-file.ts";
import { replay } from "./replay.ts";
import { fakeContext } from "./testing/fake-context.ts";
import { foundId, type PreviewServer, startPreviewServer } from "./testing/preview-server.ts";

let folder = "";
let server: PreviewServer;
let isWriting = false;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "counts-add-up-"));
  isWriting = false;
  server = await startPreviewServer((updated, { stored }) => {
    if (isWriting) for (const cvmId of updated) stored.set(cvmId, foundId(cvmId));
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const run = async (command: string, ...argv: readonly string[]) => {
  const reports = ["--report", "json=run.json", "--report", "html=run.html", "--report", "tty"];
  const given = [command, "--target", server.url, "--api-key", server.key, ...reports, ...argv];
  const fake = fakeContext(given, { folder, saveFile });
  await runCommandLine([check, replay], fake.context);
  const [json, html] = await Promise.all(["run.json", "run.html"].map((name) => readFile(join(folder, name), "utf8")));
  return { stdout: fake.stdout(), stderr: fake.stderr(), report: JSON.parse(json ?? ""), html: html ?? "" };
};

const sumOf = (texts: Iterable<RegExpMatchArray>): number =>
  [...texts].reduce((sum, [, count = ""]) => sum + Number(count.replaceAll(",", "")), 0);

describe("the laws that a run begins with are those that it tells of as held, broken or not put to the test", () => {
  it.each<readonly [string, readonly string[], boolean]>([
    ["in a first look", ["--look"], false],
    ["in a first look at a server whose previews write", ["--look"], true],
    ["where the phase of the law about previews is left out", ["--phases", "probe"], false],
    ["where writes are allowed", ["--phases", "probe,writes", "--allow-writes"], false],
    ["where laws are chosen", ["--phases", "probe,relations", "--laws", "limit-is-monotone,each-cvm-once"], false],
  ])("%s", async (_, argv, writes) => {
    isWriting = writes;
    const { stderr, report, stdout } = await run("check", "--cases", "20", ...argv);
    const begun = Number(/: (\d+) laws?, /.exec(stderr)?.[1]);
    const told = report.laws.filter(({ verdict }: { readonly verdict: string }) => verdict !== "skipped");
    expect(told.length).toBe(begun);
    const skipped = sumOf(stdout.matchAll(/^ {2}· (\d+) laws? /gm));
    expect(report.laws.length).toBe(begun + skipped);
  });
});

describe("the requests of the phases, and those after the last one, are all", () => {
  const expectToAddUp = ({ stdout, html, report }: Awaited<ReturnType<typeof run>>): void => {
    const inPhases = report.phases.reduce((sum: number, { requests }: { requests: number }) => sum + requests, 0);
    // Looks at the end are sent in no phase.
    expect(inPhases).toBeLessThan(report.requests);
    expect(stdout).toContain(` ${report.requests} requests, `);
    expect(sumOf(stdout.matchAll(/^ {2}[a-z]+ +(\d+) requests?\b/gm))).toBe(report.requests);
    const [, table = ""] = /<table class="phases">(.*?)<\/table>/s.exec(html) ?? [];
    expect(sumOf(table.matchAll(/<\/th><td class="number">([\d,]+)<\/td>/g))).toBe(report.requests);
  };

  it("in a first look", async () => {
    expectToAddUp(await run("check", "--look"));
  });

  it("of replay", async () => {
    isWriting = true;
    await run("check", "--phases", "probe", "--laws", "dry-run-writes-nothing", "--corpus", "corpus");
    server.stored.clear();
    isWriting = false;
    expectToAddUp(await run("replay", "--corpus", "corpus"));
  });
});
