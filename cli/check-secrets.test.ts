import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { derivedKeyTexts } from "../conformance/index.ts";
import { isObject } from "../contract/index.ts";
import { check } from "./check.ts";
import { REPORT_FORMATS } from "./check/report-target.ts";
import { runCommandLine } from "./command-line/command-line.ts";
import { fakeContext } from "./testing/fake-context.ts";

/** A secret with an awkward character, whose other characters no spelling has to change. */
const CORES = { key: "9f8e7d6c5b4a3921", cookie: "c00c1ec00c1e5555", handedOut: "5e55105e55101111" } as const;
const KEY = `phak/${CORES.key}`;
const COOKIE = `c=/${CORES.cookie}`;

/** What a server may answer that repeats what it was sent and what it hands out, in its own spelling. */
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll("/", "\\/"),
  (text) => text.replaceAll("/", "\\u002F"),
  encodeURIComponent,
  (text) => text.replaceAll("/", "&#47;"),
  (text) => text.replaceAll("/", "\\u0026sol;"),
  (text) => Buffer.from(`user:${text}`).toString("base64"),
  (text) => Buffer.from(text).toString("base64url"),
];

let folder = "";
let server: Server;
let target = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-secrets-"));
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      const sent = request.headers["x-api-key"] ?? request.headers.authorization ?? "";
      const given = [KEY, `/${CORES.cookie}`, `/${CORES.handedOut}`, String(sent)];
      const echoes = spellings.flatMap((spelled) => given.map(spelled));
      response.setHeader("set-cookie", [
        `sid=/${CORES.handedOut}; Path=/; HttpOnly`,
        `short=${CORES.handedOut.slice(0, 5)}`,
      ]);
      response.setHeader("x-auth-token", CORES.handedOut);
      // It takes whatever is not quite unlike a key.
      response.writeHead(/^no-such-key/.test(String(sent)) || sent === "" ? 401 : 200, {
        "content-type": "application/json",
      });
      response.end(`{"total":"${echoes[1]}","${echoes[0]}":[${echoes.map((echo) => `"${echo}"`).join(",")}]}`);
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

const inBase64 = (text: string): readonly string[] =>
  [0, 1, 2].map((before) =>
    Buffer.from(`${"x".repeat(before)}${text}`)
      .toString("base64")
      .slice(4, 16),
  );

it.each([
  ["findings", REPORT_FORMATS],
  // What is recorded beside findings stands in a HAR alone.
  ["all", ["har", "json"]],
] as const)(
  "shows no secret that it was given or handed out in any report, output, corpus or baseline, whatever the spelling; it records %s",
  async (record, formats) => {
    const reports = formats.flatMap((format) => ["--report", `${format}=report.${format}`]);
    const fake = fakeContext(
      [
        ...["check", "--target", target, "--api-key", KEY, "--header", `Cookie: a=b; ${COOKIE}`, "--cases", "60"],
        ...[
          "--corpus",
          "corpus",
          "--baseline",
          "baseline.json",
          "--update-baseline",
          "--seed",
          "1",
          "--record",
          record,
          ...reports,
        ],
      ],
      { folder },
    );
    expect(await runCommandLine([check], fake.context)).toBe(0);
    const paths = [...fake.files.keys()];
    // One of them is a folder of files.
    expect(formats.filter((format) => !paths.some((path) => path.includes(`report.${format}`)))).toEqual([]);
    for (const name of ["finding-", "input-", "baseline.json"]) expect(paths.join("\n")).toContain(name);
    const cores = [...Object.values(CORES), CORES.key.toUpperCase()];
    const hidden = [...cores.flatMap((core) => [core, ...inBase64(core)]), ...derivedKeyTexts(KEY)];
    for (const text of [fake.stdout(), fake.stderr(), ...fake.files.values()])
      expect(hidden.filter((secret) => text.includes(secret))).toEqual([]);
    const json = fake.files.get(join(folder, "report.json")) ?? "";
    for (const placeholder of [
      "[api-key]",
      "[header]",
      "sid=[set-cookie]; Path=/",
      "short=[set-cookie]",
      "[x-auth-token]",
    ])
      expect(json).toContain(placeholder);
    expect(json).toContain("$CVM_CONTRACT_API_KEY");
    // A finding that shows what the server repeated of each key that was made of the right one.
    expect(json).toContain("with a member's key with its first character changed");
  },
);

it("leaves its own words alone where a key is spelled like a part of one, and keeps the finding that it names", async () => {
  const key = "member-key-123456";
  const { files, context, stdout, stderr } = fakeContext(
    ["check", "--target", target, "--api-key", key, "--cases", "60", "--corpus", "corpus", "--seed", "1"].concat([
      ...["--phases", "probe,access", "--baseline", "baseline.json", "--update-baseline", "--report", "tty"],
    ]),
    { folder },
  );
  await runCommandLine([check], context);
  const output = stdout() + stderr();
  expect(output).toContain("member-key-and-more");
  expect(output).not.toMatch(/\(key: [^)]*\[api-key|\[api-key\]ey-|takes .*\[api-key/);
  expect([...files.values()].join()).not.toContain(key);
  const kept = [...files.keys()].flatMap((path) => /finding-(\w+)\.json/.exec(path)?.[1] ?? []);
  const named = output.matchAll(/cvm-contract replay (\w+)/g).map(([, id]) => id);
  expect([...named].toSorted()).toEqual(kept.toSorted());
});
