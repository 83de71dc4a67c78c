import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { check } from "./check.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { saveFile } from "./output/save-file.ts";
import { replay } from "./replay.ts";
import { fakeContext } from "./testing/fake-context.ts";
import { type PreviewServer, startPreviewServer } from "./testing/preview-server.ts";

let folder = "";
let server: PreviewServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-without-findings-"));
  server = await startPreviewServer(() => {});
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

it("says in no report that anything is fixed, for nothing was sent", async () => {
  await mkdir(join(folder, "corpus"));
  const names = ["again.xml", "again.html", "again.md"];
  const files = ["junit=again.xml", "html=again.html", "markdown=again.md"].flatMap((file) => ["--report", file]);
  const given = ["replay", "--target", server.url, "--api-key", server.key, "--corpus", "corpus", "--report", "tty"];
  const fake = fakeContext([...given, ...files], { folder, saveFile });
  const code = await runCommandLine([replay], fake.context);
  const written = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  for (const report of [fake.stdout(), ...written]) {
    expect(report).toContain("o finding is recorded, so that no request of the operation was sent");
    expect(report).not.toMatch(/Fixed|Whether previews write/);
  }
  const [junit, html] = written;
  expect(fake.stdout()).toContain("\nNothing to send again: no finding is recorded");
  expect(html).toContain("</svg>Nothing to send again</h1>");
  expect(junit).toMatch(/<testcase name="nothing-to-send-again"[^>]*>\s*<skipped message="No finding is recorded/);
  expect({ code, answered: server.answered() }).toEqual({ code: 0, answered: 0 });
});

it("calls no corpus empty that has a finding which can't be read", async () => {
  await mkdir(join(folder, "corpus"));
  await writeFile(join(folder, "corpus", "finding-aaaaaaaaaaaa.json"), "{");
  const fake = fakeContext(["replay", "aaa", "--corpus", "corpus"], { folder });
  expect(await runCommandLine([replay], fake.context)).toBe(2);
  expect(fake.stderr()).toContain(
    'The corpus corpus holds no finding that could be sent again, and so none called "aaa".',
  );
});

const run = async (...argv: readonly string[]) => {
  const fake = fakeContext([...argv, "--target", server.url, "--api-key", server.key, "--corpus", "corpus"], {
    folder,
    saveFile,
  });
  const code = await runCommandLine([check, replay], fake.context);
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

it("says that a corpus holds none, and that it holds cases", async () => {
  await run("check", "--phases", "probe", "--laws", "counts-match-items", "--report", "json");
  expect((await readdir(join(folder, "corpus"))).length).toBe(1);
  const { code, stdout, stderr } = await run("replay");
  expect(stdout).toContain(
    "The corpus corpus holds no finding that could be sent again; there is 1 case that was the first",
  );
  expect(stderr).not.toContain("empty");
  expect(code).toBe(0);
});

it("ends with 4 where the only finding can't be read", async () => {
  await mkdir(join(folder, "corpus"));
  await writeFile(join(folder, "corpus", "finding-000000000000.json"), "{");
  const { code, stdout } = await run("replay");
  expect(stdout).toContain("0 untested, 1 in files that can't be read\n");
  expect(code).toBe(4);
});
