import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { fuzz } from "./fuzz.ts";
import { replay } from "./replay.ts";
import { saveFile } from "./output/save-file.ts";
import { fakeContext } from "./testing/fake-context.ts";

const KEY = "a-key-that-works";
const ITEM = { cvm_id: 1, identifier: "a", status: "skipped", source: "none", reason: "not_found" };
const SOUND = { total: 1, scanned: 1, updated: 0, unchanged: 0, skipped: 1, conflicts: 0, errors: 0, items: [ITEM] };

let folder = "";
let answer: unknown = SOUND;
let server: Server;
let target = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  answer = { ...SOUND, total: SOUND.scanned - 1, skipped: 2, echo: KEY };
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  target = `http://127.0.0.1:${isObject(address) ? address.port : ""}/`;
});

afterEach(async () => {
  server.close().closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext([...argv, "--target", target, "--api-key", KEY], { folder, saveFile });
  const code = await runCommandLine([check, replay], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

/** Checks the server, keeping in `corpus` what it finds, and gives the fingerprint of the counters' finding. */
const recordFindings = async (corpus = "corpus"): Promise<string> => {
  const laws = "counts-match-items,scanned-within-total";
  const { stdout } = await run("check", "--phases", "probe", "--laws", laws, "--corpus", corpus, "--report", "json");
  const report: unknown = JSON.parse(stdout);
  const findings = isObject(report) && Array.isArray(report.findings) ? report.findings : [];
  expect(findings.map((finding) => finding.replay)).toEqual(
    findings.map(
      ({ fingerprint }) =>
        `cvm-contract replay ${fingerprint}${corpus === ".cvm-contract/corpus" ? "" : ` --corpus ${corpus}`} --target ${target}`,
    ),
  );
  return findings.find(({ law }) => law === "counts-match-items")?.fingerprint ?? "";
};
const findingFiles = async (): Promise<readonly string[]> =>
  (await readdir(join(folder, "corpus"))).filter((name) => name.startsWith("finding-"));

describe("replay", () => {
  it("ends with 1 where a finding is still broken, and names it", async () => {
    const id = await recordFindings();
    const { code, stdout } = await run("replay", id, "--corpus", "corpus");
    expect(stdout).toMatch(new RegExp(`still broken +${id} +counts-match-items \\(must\\)`));
    expect(stdout).toContain("1 still broken, 0 unstable, 0 fixed, 0 untested");
    expect(code).toBe(1);
  });

  it("finds by the beginning of a fingerprint, in the default folder where none is named", async () => {
    const id = await recordFindings(".cvm-contract/corpus");
    expect((await run("replay", id.slice(0, 6))).stdout).toContain(id);
  });

  it("ends with 0 where all are fixed, and removes these only when asked to", async () => {
    await recordFindings();
    answer = SOUND;
    const { code, stdout } = await run("replay", "--corpus", "corpus");
    expect(stdout).toContain("0 still broken, 0 unstable, 2 fixed, 0 untested");
    expect(code).toBe(0);
    expect(await findingFiles()).toHaveLength(2);
    expect((await run("replay", "--corpus", "corpus", "--prune")).stdout).toContain("2 fixed and removed");
    expect(await findingFiles()).toEqual([]);
  });

  it("ends with 4 where nothing put the law to the test, and keeps the finding", async () => {
    const id = await recordFindings();
    answer = { no: "refresh" };
    const { code, stdout } = await run("replay", id, "--corpus", "corpus", "--prune");
    expect(stdout).toMatch(new RegExp(`untested +${id}`));
    expect(code).toBe(4);
    expect(await findingFiles()).toHaveLength(2);
  });

  it("ends with 3 where the server is lost before all were sent again, and removes nothing", async () => {
    await recordFindings();
    server.on("request", () => server.close().closeIdleConnections());
    const { code, stderr } = await run("replay", "--corpus", "corpus", "--prune", "--timeout", "100ms");
    expect(stderr).toContain("Lost http");
    expect(code).toBe(3);
    expect(await findingFiles()).toHaveLength(2);
  });

  it("tells what became of the findings that were sent before it was told to end", async () => {
    await recordFindings();
    const end = new AbortController();
    let requests = 0;
    server.on("request", () => {
      requests += 1;
      if (requests === 4) end.abort();
    });
    const argv = ["replay", "--corpus", "corpus", "--target", target, "--api-key", KEY];
    const fake = fakeContext(argv, { folder, saveFile, terminated: end.signal });
    expect(await runCommandLine([replay], fake.context)).toBe(143);
    expect(fake.stdout()).toMatch(
      /^It was interrupted before it was through\.\n0 still broken, 0 unstable, 0 fixed, 2 untested\n/,
    );
  });

  it("ends with 2 on an id that names nothing, and offers the nearest", async () => {
    const id = await recordFindings();
    const wrong = `${id.slice(0, 10)}zz`;
    const { code, stderr } = await run("replay", wrong, "--corpus", "corpus");
    expect(stderr).toContain(`Did you mean ${id}?`);
    expect(code).toBe(2);
  });

  it("ends with 2 on an id that several begin with", async () => {
    await recordFindings();
    const { code, stderr } = await run("replay", "", "--corpus", "corpus");
    expect(stderr).toContain("could be any of");
    expect(code).toBe(2);
  });

  it("ends with 2 where there is no corpus, and says what to give", async () => {
    const { code, stderr } = await run("replay", "0123456789ab");
    expect(stderr).toContain("There is no corpus in .cvm-contract/corpus.");
    expect(stderr).toContain("--corpus");
    expect(code).toBe(2);
  });

  it("ends with 2 where the corpus named is not there, and makes none", async () => {
    const { code, stdout, stderr } = await run("replay", "--corpus", "corpsu");
    expect(stderr).toContain("There is no corpus in corpsu.");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("names a file that it can't read, leaves it alone, and goes on with the others", async () => {
    const id = await recordFindings();
    const damaged = join(folder, "corpus", "finding-000000000000.json");
    await writeFile(damaged, '{"schemaVersion": 1, "kind"');
    await mkdir(join(folder, "corpus", "input-000000000000.json"));
    const { stdout, stderr } = await run("replay", "--corpus", "corpus");
    expect(stdout).toContain(id);
    expect(stderr).toContain("finding-000000000000.json is left alone: it is not JSON, or only a part of it.");
    expect(stderr).toContain("input-000000000000.json is left alone: it is no file.");
    expect(await readFile(damaged, "utf8")).toBe('{"schemaVersion": 1, "kind"');
  });
});

describe("the report of replay", () => {
  /** What the report says became of the findings, the exit code, and the test cases that are red. */
  const reported = async (...argv: readonly string[]) => {
    const reports = ["--report", "json=again.json", "--report", "junit=again.xml"];
    const { code } = await run("replay", "--corpus", "corpus", ...argv, ...reports);
    const report: unknown = JSON.parse(await readFile(join(folder, "again.json"), "utf8"));
    const junit = await readFile(join(folder, "again.xml"), "utf8");
    const cases = [...junit.matchAll(/<testcase name="([^"]+)"[^>]*?(\/)?>/g)].map(([, name, isGreen]) => [
      name,
      isGreen,
    ]);
    const isRed = ([, isGreen]: readonly unknown[]): boolean => isGreen === undefined;
    return { code, report, cases: cases.length, red: cases.filter(isRed).map(([name]) => name) };
  };

  it("is of the findings: red are those that are still broken", async () => {
    const id = await recordFindings();
    answer = { ...SOUND, skipped: 2 };
    const { code, report, cases, red } = await reported();
    expect(report).toMatchObject({
      outcome: "broken",
      replays: {
        findings: expect.arrayContaining([
          expect.objectContaining({ law: "counts-match-items", level: "must", verdict: "broken", why: null }),
          expect.objectContaining({ law: "scanned-within-total", verdict: "fixed" }),
        ]),
        unread: 0,
      },
      findings: expect.arrayContaining([
        expect.objectContaining({ replay: `cvm-contract replay ${id} --corpus corpus --target ${target}` }),
        expect.objectContaining({ law: "defaults-are-sent", replay: null }),
      ]),
    });
    expect({ code, cases, red }).toEqual({ code: 1, cases: 2, red: [`counts-match-items ${id}`] });
  });

  it("is green where all are fixed, whatever else is broken", async () => {
    await recordFindings();
    answer = SOUND;
    const { code, report, cases, red } = await reported();
    expect(report).toMatchObject({ outcome: "conforms", findings: [{ law: "defaults-are-sent" }] });
    expect({ code, cases, red }).toEqual({ code: 0, cases: 2, red: [] });
    const { stdout } = await run("replay", "--corpus", "corpus", "--report", "github");
    expect(stdout).not.toContain("::error");
  });

  it("is red for what is untested, with the reason, and for files that can't be read", async () => {
    const id = await recordFindings();
    answer = { no: "refresh" };
    const { code, report, red } = await reported(id);
    expect(report).toMatchObject({
      outcome: "inconclusive",
      replays: {
        findings: [
          {
            fingerprint: id,
            verdict: "untested",
            why: expect.stringContaining("its own requests did not put its law to the test"),
          },
        ],
      },
    });
    expect({ code, red }).toEqual({ code: 4, red: [`counts-match-items ${id}`] });
    answer = SOUND;
    await writeFile(join(folder, "corpus", "finding-000000000000.json"), "{");
    const unread = await reported();
    expect(unread.report).toMatchObject({ outcome: "inconclusive", replays: { unread: 1 } });
    expect([unread.code, unread.red]).toEqual([4, ["files-of-findings-are-readable"]]);
  });

  it("calls those untested that were not sent before the server was lost", async () => {
    await recordFindings();
    server.on("request", () => server.close().closeIdleConnections());
    const { code, report, red } = await reported("--timeout", "100ms");
    expect(report).toMatchObject({ outcome: "failed" });
    expect(JSON.stringify(report)).toContain('"verdict":"untested","why":"it was not sent: the run was over"');
    expect([code, red.length]).toEqual([3, 3]);
  });

  it("is alone on standard output, save for one that is for people", async () => {
    await recordFindings();
    const { stdout, stderr } = await run("replay", "--corpus", "corpus", "--report", "json");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "broken" });
    expect(stderr).toContain("2 still broken, 0 unstable");
    const told = await run("replay", "--corpus", "corpus", "--report", "tty");
    expect(told.stdout).toContain("Still broken: of the findings that were to be sent again 2 still broken");
    expect(told.stdout).toMatch(/^✗ still broken/m);
  });
});

describe("replay on a server that breaks another law", () => {
  it("names the law beside what is fixed", async () => {
    const id = await recordFindings();
    answer = SOUND;
    const { stdout } = await run("replay", id, "--corpus", "corpus");
    expect(stdout).toContain("1 fixed, 0 untested\nalso broken: defaults-are-sent (should)\n");
    // A server owes nothing to the laws of the reference.
    const json = await run("replay", id, "--corpus", "corpus", "--report", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({ settings: { profile: "contract" } });
  });
});

it("replay and fuzz say of --corpus what they do with it", () => {
  const says = ({ options }: Command) => options.find(({ name }) => name === "corpus")?.says;
  expect(says(replay)).toBe("the folder that findings were kept in; .cvm-contract/corpus where not given");
  expect(says(fuzz)).toMatch(/sent again first, and added to; \.cvm-contract\/corpus where not given$/);
});

describe("the corpus of check", () => {
  it("holds no key", async () => {
    await recordFindings();
    const names = await readdir(join(folder, "corpus"));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, "corpus", name), "utf8")));
    expect(texts.join()).toContain("[api-key]");
    expect(texts.join()).not.toContain(KEY);
  });

  it("is made only where it is asked for", async () => {
    await run("check", "--phases", "probe", "--report", "json");
    expect(await readdir(folder)).toEqual([]);
  });

  it("can't be a file", async () => {
    await writeFile(join(folder, "corpus"), "");
    const { code, stderr } = await run("check", "--corpus", "corpus");
    expect(stderr).toContain("The corpus corpus can't be used");
    expect(code).toBe(2);
  });
});
