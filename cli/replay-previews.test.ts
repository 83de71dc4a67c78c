import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { saveFile } from "./output/save-file.ts";
import { replay } from "./replay.ts";
import { fakeContext } from "./testing/fake-context.ts";
import { foundId, type PreviewServer, startPreviewServer } from "./testing/preview-server.ts";

/** What becomes of the CVMs that a preview told an update of. */
type Writing = (updated: readonly number[], stored: Map<number, string>) => void;

const atOnce: Writing = (updated, stored) => {
  for (const cvmId of updated) stored.set(cvmId, foundId(cvmId));
};
const late: Writing = (updated, stored) => {
  setTimeout(() => atOnce(updated, stored), 300);
};
const never: Writing = () => {};

let folder = "";
let server: PreviewServer;
let writing: Writing = atOnce;
let others: NodeJS.Timeout | undefined;

/** Somebody else refreshes one CVM after the other, and somebody replaces them; not those that findings name. */
const refreshByOthers = (): void => {
  let turn = 0;
  others = setInterval(() => {
    const cvmId = 6 + (turn % 35);
    if (!server.stored.delete(cvmId)) server.stored.set(cvmId, foundId(cvmId));
    turn += 1;
  }, 5);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-previews-"));
  writing = atOnce;
  server = await startPreviewServer((updated, { stored }) => writing(updated, stored));
});

afterEach(async () => {
  clearInterval(others);
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const run = async (...argv: readonly string[]) => {
  const given = [...argv, "--target", server.url, "--api-key", server.key, "--corpus", "corpus"];
  const fake = fakeContext(given, { folder, saveFile });
  const code = await runCommandLine([check, replay], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

/** Sends again what was found of a server each of whose previews writes. */
const replayed = async (then: Writing, meanwhile = (): void => {}, argv: readonly string[] = ["replay", "--prune"]) => {
  const laws = ["--phases", "probe", "--laws", "dry-run-writes-nothing", "--report", "json"];
  expect((await run("check", ...laws)).code).toBe(1);
  server.stored.clear();
  writing = then;
  meanwhile();
  return run(...argv);
};
const findings = async (): Promise<number> =>
  (await readdir(join(folder, "corpus"))).filter((name) => name.startsWith("finding-")).length;

it("a replay that may not write says what became of the store", async () => {
  const { code, stdout } = await replayed(atOnce);
  expect(stdout).toContain("1 still broken");
  expect(stdout).toMatch(/✗ still broken .*\n {4}When it was recorded: By what answers tell, CVM \d+ was written/);
  expect(stdout).toMatch(
    /\nBy what answers tell, \d+ CVMs? (was|were) written to by a preview, if nobody else wrote (it|them) just then: CVM \d+ \(its id before: none\)/,
  );
  expect(code).toBe(1);
});

it("a finding about previews is fixed where nothing was written", async () => {
  let before = 0;
  const { code, stdout } = await replayed(never, () => {
    before = server.answered();
  });
  const [, sent] = /1 fixed and removed \(by (\d+) previews, of which none was seen to write\)/.exec(stdout) ?? [];
  expect(stdout).toMatch(
    new RegExp(`✓ fixed .*\\n {4}as far as ${sent} previews show, of which none was seen to write`),
  );
  expect(Number(sent)).toBeGreaterThan(0);
  // Health checks are no requests of the replay.
  expect(Number(sent)).toBeLessThanOrEqual(server.answered() - before);
  expect(stdout).toContain("No preview was seen to write");
  expect({ code, left: await findings() }).toEqual({ code: 0, left: 0 });
});

it("it is fixed as far as so many previews show where the server writes after more of them, in each report", async () => {
  let answers = 0;
  const afterMany: Writing = (updated, stored) => {
    answers += 1;
    if (answers > 100) atOnce(updated, stored);
  };
  const files = ["json=again.json", "html=again.html"].flatMap((file) => ["--report", file]);
  const { stdout } = await replayed(afterMany, () => {}, ["replay", "--report", "tty", ...files]);
  const counts = /1 fixed \(by (\d+) previews, of which none was seen to write\)/;
  const [, sent] = counts.exec(stdout) ?? [];
  expect(stdout.match(new RegExp(counts, "g"))).toHaveLength(2);
  const { replays, requests } = JSON.parse(await readFile(join(folder, "again.json"), "utf8"));
  expect(replays.findings).toMatchObject([
    { verdict: "fixed", why: expect.stringContaining(`${sent} previews show`), previews: requests },
  ]);
  expect(await readFile(join(folder, "again.html"), "utf8")).toMatch(counts);
});

it("it is untested, and kept, where stored ids changed meanwhile", async () => {
  const { code, stdout } = await replayed(never, refreshByOthers);
  expect(stdout).toContain("tell of stored ids that changed while it was sent again, by whom was not seen");
  expect(stdout).toMatch(/answers told another stored id later on than at first/);
  expect({ code, left: await findings() }).toEqual({ code: 4, left: 1 });
});

it("it is not fixed, and kept, where previews write a while after their answers", async () => {
  const { code, stdout } = await replayed(late);
  expect(stdout).not.toMatch(/✓ fixed|[1-9]\d* fixed/);
  expect(stdout).toMatch(/1 untested|1 still broken/);
  expect(await findings()).toBe(1);
  expect(code).not.toBe(0);
});

it("it is untested, and kept, where the server is gone before that was seen", async () => {
  let answers = 0;
  let most = Number.POSITIVE_INFINITY;
  const goes: Writing = () => {
    answers += 1;
    if (answers === most) void server.close();
  };
  expect((await replayed(goes, () => {}, ["replay"])).stdout).toContain("1 fixed");
  // The last answers of a replay are to what watches the store at its end.
  [most, answers] = [answers - 3, 0];
  const { code, stdout } = await run("replay", "--prune", "--timeout", "300ms");
  expect(stdout).toContain("whether previews still write was not seen");
  expect({ code, left: await findings() }).toEqual({ code: 3, left: 1 });
});

it("it is untested for what its own requests were answered, not for lack of CVMs that previews call updated", async () => {
  const lookAtNobody = async (name: string): Promise<void> => {
    const path = join(folder, "corpus", name);
    const text = await readFile(path, "utf8");
    const changed = text.replaceAll(/cvm_ids\\":\[[^\]]+\]/g, String.raw`cvm_ids\":[\"nobody\"]`);
    expect(changed).not.toBe(text);
    await writeFile(path, changed);
  };
  await replayed(never, () => {}, ["replay"]);
  for (const name of await readdir(join(folder, "corpus"))) if (name.startsWith("finding-")) await lookAtNobody(name);
  const { code, stdout } = await run("replay");
  expect(stdout).toContain(
    "its own requests did not put its law to the test. The CVMs that they are about may not be there",
  );
  expect(stdout).toMatch(/[1-9]\d* CVMs? of which previews told an update/);
  expect(stdout).not.toContain("Needs a CVM that a preview calls");
  expect(code).toBe(4);
});

it("an entry of the baseline about previews that wrote is not seen any more once a whole run saw none write", async () => {
  const argv = ["--phases", "probe,relations", "--laws", "dry-run-writes-nothing", "--baseline", "known.json"];
  // Known or not, previews that write leave a run inconclusive.
  expect((await run("check", ...argv, "--update-baseline")).code).toBe(4);
  const again = await run("check", ...argv);
  expect(again.stdout).not.toMatch(/fixed|not seen/);
  writing = never;
  const { code, stdout } = await run("check", ...argv, "--update-baseline");
  expect(stdout).toMatch(/not seen any more \(by other requests than its own\) {2}\S+ {2}dry-run-writes-nothing/);
  expect(code).toBe(0);
  expect(await readFile(join(folder, "known.json"), "utf8")).not.toContain("dry-run-writes-nothing");
});
