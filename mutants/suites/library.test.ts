import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as library from "../../library/index.ts";
import type { CheckOptions, Law, Report } from "../../library/index.ts";
import { ROOT } from "../house/source-files.ts";
import { fastifyApp } from "../installed/fastify-app.ts";
import { honoApp } from "../installed/hono-app.ts";
import { answerRefresh } from "../installed/empty-workspace.ts";

const { builtInLaws, checkServer, defineLaw, answered, exampleAnswer, exampleItem, held, judged, notExercised } =
  library;

const singleLines: Law = defineLaw({
  id: "reasons-are-single-lines",
  level: "must",
  says: "The reason of an item is a single line.",
  source: "Logs have a line for each.",
  missing: "Needs an item with a reason.",
  judge: (reading) => {
    const reasons = library.refreshAnswer(reading)?.items.map(({ reason }) => reason ?? "") ?? [];
    if (reasons.length === 0) return notExercised;
    const violation = { message: "A reason has two lines.", expected: "one", actual: "two", discriminator: "lines" };
    return reasons.some((reason) => reason.includes("\n")) ? judged([violation]) : held;
  },
  holds: [answered({}, { json: exampleAnswer([exampleItem()]) })],
  broken: [answered({}, { json: exampleAnswer([exampleItem({ reason: "a\nb" })]) })],
});

const common = { apiKey: "a-key-of-a-member", laws: [...builtInLaws, singleLines], cases: 60, seed: 3 };

const told = ({ findings }: Report): readonly string[] =>
  findings.map(({ law, fingerprint, takes }) => `${law} ${fingerprint} ${takes.join(", ")}`).toSorted();

/** The application behind a port. */
const overHttp = async (changes: Partial<CheckOptions> = {}): Promise<Report> => {
  const app = fastifyApp(true);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  try {
    return await checkServer({ ...common, ...changes, target: url });
  } finally {
    await app.close();
  }
};

describe("a check in process", () => {
  it("of Fastify finds what the same over HTTP finds, with the same cases, and skips nothing", async () => {
    const [http, inside] = [await overHttp(), await checkServer({ ...common, target: fastifyApp(true) })];
    expect(told(inside)).toEqual(told(http));
    expect(inside.casesDigest).toBe(http.casesDigest);
    expect(told(inside).join()).toContain("reasons-are-single-lines");
    expect([inside.outcome, inside.settings.inProcess, inside.notCarried]).toEqual(["broken", true, undefined]);
  });

  it("of Hono finds the bug, gives no line for a shell, and names what HTTP alone carries", async () => {
    const report = await checkServer({ ...common, target: honoApp(true), thorough: true, cases: 20 });
    const finding = report.findings.find(({ law }) => law === singleLines.id);
    expect(finding?.curl).toEqual([]);
    expect(report.notCarried?.map(({ what }) => what)).toEqual([
      "a path that URL spells otherwise, such as one with . or .. in it",
    ]);
    expect(await library.reportText(report, "tty")).toContain("Skipped, for the server is in the same process");
  });

  it.each([
    ["a Node listener", "bare"],
    ["a Node listener that is named one", "named"],
    ["an http.Server that does not listen", "server"],
  ] as const)("takes %s", async (_, kind) => {
    const listener: library.NodeListener = (request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        const key = request.headers["x-api-key"];
        const { status, body } =
          request.method === "PATCH"
            ? answerRefresh(typeof key === "string" ? key : undefined, text, false)
            : { status: 405, body: {} };
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    };
    const targets = { bare: listener, named: { listener }, server: createServer(listener) };
    const laws = ["status-is-declared", "counts-sum-to-scanned"];
    const { outcome, requests } = await checkServer({ ...common, laws, target: targets[kind], cases: 20 });
    expect(outcome).toBe("conforms");
    expect(requests).toBeGreaterThan(50);
  });

  it("takes a dropped connection, an exception and a missing answer for what they are", async () => {
    const laws = ["never-a-server-error"];
    const drops: library.NodeListener = (request, response) =>
      request.headers["content-type"] === undefined ? request.socket.destroy() : response.writeHead(422).end("{}");
    const throws = (request: Request): Response => {
      if (request.headers.get("content-type") === null) throw new Error("no type");
      return Response.json({ detail: [] }, { status: 422 });
    };
    for (const [target, actual] of [
      [drops, /dropped/],
      [throws, /500/],
    ] as const) {
      const { findings } = await checkServer({ target, laws, cases: 5, phases: ["boundary"], seed: 1 });
      expect(findings.map((finding) => finding.actual).join()).toMatch(actual);
    }
  });
});

describe("a check from code", () => {
  it.each<[string, string, object]>([
    ["USAGE", 'There is no option "apiKye". Did you mean apiKey?', { apiKye: "x" }],
    ["USAGE", "The option apiKey is undefined", { apiKey: undefined }],
    ["USAGE", "timeout needs a time such as 500ms", { timeout: "5" }],
    [
      "USAGE",
      'laws names "counts-match-item", which is no law. Did you mean counts-match-items?',
      { laws: ["counts-match-item"] },
    ],
    ["USAGE", "Two laws are called status-is-declared", { laws: [{ ...singleLines, id: "status-is-declared" }] }],
    [
      "TARGET_UNREACHABLE",
      "Check that the server runs and that target names its origin.",
      { target: "http://127.0.0.1:1" },
    ],
  ])("that can't be made is refused with %s: %s", async (code, message, changes) => {
    const checked = checkServer({ target: "http://127.0.0.1:1", ...changes });
    await expect(checked).rejects.toMatchObject({ name: "CheckError", code });
    await expect(checked).rejects.toThrow(message);
  });

  it("takes a law that throws for a fault of the harness", async () => {
    const throws = defineLaw({
      ...singleLines,
      holds: [answered({}, {})],
      broken: [answered({}, { status: 418 })],
      judge: ({ outcome }) => {
        // Its examples take a millisecond each.
        if (outcome.latencyMs !== 1) throw new Error("a bug in the law");
        const violation = { message: "A teapot.", expected: "none", actual: "418", discriminator: "teapot" };
        return outcome.kind === "response" && outcome.status === 418 ? judged([violation]) : held;
      },
    });
    const report = await checkServer({ target: honoApp(false), apiKey: common.apiKey, laws: [throws], cases: 20 });
    expect(report.outcome).toBe("failed");
    expect(report.laws.find(({ id }) => id === singleLines.id)).toMatchObject({ verdict: "harness-error" });
  });

  it("shows no key in what it gives back", async () => {
    const echo = ({ headers }: Request): Response => new Response(headers.get("x-api-key"), { status: 418 });
    const report = await checkServer({ target: echo, apiKey: "very-secret-key", cases: 5, phases: ["boundary"] });
    expect(JSON.stringify(report)).toContain("[api-key]");
    expect(JSON.stringify(report)).not.toContain("very-secret-key");
  });

  it("is what the package exports, and nothing else is", async () => {
    const text = await readFile(join(ROOT, "bin", "library.mjs"), "utf8");
    const published = /export const \{([^}]*)\}/.exec(text)?.[1]?.match(/\w+/g) ?? [];
    expect(published.toSorted()).toEqual(Object.keys(library).toSorted());
  });
});
