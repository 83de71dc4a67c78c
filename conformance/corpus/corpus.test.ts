import { readdir, readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBody } from "../generate/encode-body.ts";
import { anyRequest } from "../generate/request-arbitrary.ts";
import { shapeAt } from "../generate/schema-shape.ts";
import { contract, operation } from "../testing/example-judge.ts";
import { openCorpus } from "./corpus.ts";
import { fileNameOf, type RecordedFinding } from "./corpus-file.ts";
import { corpusSchema } from "./corpus-schema.ts";
import { createCorpusDecoder } from "./decode-corpus-file.ts";
import { recordInput } from "./record-input.ts";
import { planOfStep, recordStep } from "./recorded-step.ts";
import { memoryFolder } from "./testing/memory-folder.ts";
import { sampleRecord, sampleStep } from "./testing/sample-record.ts";

const pointer = operation.requestBody?.schemaPointer ?? "";
const requests = anyRequest({
  operation,
  shape: shapeAt(contract.document, pointer),
  learned: new Map(),
  credential: "member",
});
const written = (entry: unknown): string => JSON.stringify(entry, null, 2);

const problemsOf = async (name: string, text: string): Promise<readonly string[]> => {
  const folder = memoryFolder(new Map([[name, text]]));
  const problems: string[] = [];
  const corpus = await openCorpus(folder, (problem) => problems.push(problem));
  expect([corpus.findings, corpus.inputs]).toEqual([[], []]);
  expect(folder.files.get(name)).toBe(text);
  return problems;
};

describe("a file of the corpus", () => {
  const decode = createCorpusDecoder();

  it("gives back every request byte for byte, and the plan to make it smaller", () => {
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 3 }), (plans) => {
        const entry = sampleRecord({ steps: plans.map((plan) => recordStep(plan, null)) });
        const read = decode(fileNameOf(entry), written(entry));
        expect(read).toEqual(entry);
        const again = read.steps.map(planOfStep);
        expect(again).toEqual(JSON.parse(JSON.stringify(plans)));
        expect(again.map(({ body }) => encodeBody(body))).toEqual(plans.map(({ body }) => encodeBody(body)));
      }),
    );
  });

  it("is described by docs/corpus.schema.json; `node scripts/write-corpus-schema.ts` writes it anew", async () => {
    const published: unknown = JSON.parse(
      await readFile(new URL("../../docs/corpus.schema.json", import.meta.url), "utf8"),
    );
    expect(published).toEqual(JSON.parse(JSON.stringify(corpusSchema)));
  });
});

describe("a file that can't be used", () => {
  const sound = sampleRecord();
  const name = fileNameOf(sound);
  const withStep = (changes: object) => ({ ...sound, steps: [{ ...sampleStep, ...changes }] });
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

  it.each<[string, string, string]>([
    ["cut short", written(sound).slice(0, -20), "it is not JSON, or only a part of it"],
    ["empty", "", "it is not JSON"],
    ["no object", "[]", "its schemaVersion is missing"],
    [
      "of another version",
      written({ ...sound, schemaVersion: 3 }),
      "its schemaVersion is 3, and this version reads 1 and 2",
    ],
    ["without steps", written({ ...sound, steps: [] }), "/steps must NOT have fewer than 1 items"],
    ["with a stray member", written({ ...sound, command: "rm" }), "must NOT have additional properties"],
    ["with a key in it", written(withStep({ headers: { "x-api-key": "k" } })), "/steps/0/headers"],
    ["with a header that splits", written(withStep({ headers: { a: "b\r\nhost: c" } })), "/steps/0/headers/a"],
    ["with another host", written(withStep({ headers: { host: "elsewhere" } })), "/steps/0/headers"],
    ["with another method", written(withStep({ method: "CONNECT" })), "/steps/0/method"],
    ["with another origin", written(withStep({ path: "http://elsewhere/" })), "/steps/0/path"],
    ["with a path that splits", written(withStep({ path: "/a b" })), "/steps/0/path"],
    ["with other bytes than it tells of", written(withStep({ body: '{"limit": 7}' })), "the body of a step"],
    ["with bottomless text", written(withStep({ body: deep })), "the body of a step"],
    ["about another law than its name", written({ ...sound, law: "another" }), "does not go with its name"],
  ])("is named and left alone: %s", async (_, text, problem) => {
    const problems = await problemsOf(name, text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${name} is left alone: `);
    expect(problems[0]).toContain(problem);
  });

  it("is one that was renamed, too", async () => {
    expect(await problemsOf("finding-000000000000.json", written(sound))).toHaveLength(1);
  });

  it("does not keep the others from being read", async () => {
    const other = sampleRecord({ law: "another" });
    const files = new Map([
      [name, "{"],
      [fileNameOf(other), written(other)],
    ]);
    const corpus = await openCorpus(memoryFolder(files), () => {});
    expect(corpus.findings).toEqual([other]);
  });
});

describe("a corpus", () => {
  const small = sampleRecord();
  const large: RecordedFinding = { ...small, steps: [sampleStep, sampleStep] };
  const keeping = async (...findings: readonly (readonly [RecordedFinding, boolean])[]): Promise<number> => {
    const folder = memoryFolder();
    const corpus = await openCorpus(folder, () => {});
    for (const [finding, replaces] of findings) await corpus.keepFinding(finding, replaces);
    expect([...folder.files.keys()]).toEqual([fileNameOf(small)]);
    const kept = createCorpusDecoder()(fileNameOf(small), folder.files.get(fileNameOf(small)) ?? "");
    return kept.steps.length;
  };

  it("keeps of one fingerprint the smallest, whichever came first", async () => {
    expect(await keeping([small, false], [large, false])).toBe(1);
    expect(await keeping([large, false], [small, false])).toBe(1);
  });

  it("keeps a larger one where the smaller shows nothing any more", async () => {
    expect(await keeping([small, false], [large, true])).toBe(2);
  });

  it("writes a damaged file anew", async () => {
    const folder = memoryFolder(new Map([[fileNameOf(small), "{"]]));
    const corpus = await openCorpus(folder, () => {});
    await corpus.keepFinding(small, false);
    expect((await openCorpus(folder, () => {})).findings).toEqual([small]);
  });

  it("keeps each input once, and no more than a folder should hold", async () => {
    const folder = memoryFolder();
    const corpus = await openCorpus(folder, () => {});
    const plan = planOfStep(sampleStep);
    for (let round = 0; round < 2; round += 1)
      for (let index = 0; index < 500; index += 1)
        await corpus.keepInput(
          recordInput({
            testCase: { plans: [{ ...plan, path: `/${index}` }], relation: null, simpler: () => [] },
            shows: ["status:200"],
          }),
        );
    expect(folder.files.size).toBe(400);
    expect((await openCorpus(folder, () => {})).inputs).toHaveLength(400);
  });

  it("goes on where a file can't be written, and says which", async () => {
    const problems: string[] = [];
    const full = { ...memoryFolder(), save: () => Promise.reject(new Error("ENOSPC: no space left")) };
    const corpus = await openCorpus(full, (problem) => problems.push(problem));
    await corpus.keepFinding(small, false);
    expect(problems).toEqual([`${fileNameOf(small)} could not be written: ENOSPC: no space left.`]);
  });
});

describe("files of version 0.1.0", () => {
  it("are read, whichever kind of finding or input they hold", async () => {
    const folder = new URL("./testing/from-0.1.0/", import.meta.url);
    const names = (await readdir(folder)).filter((name) => name !== "baseline.json");
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(new URL(name, folder), "utf8")] as const),
    );
    const problems: string[] = [];
    const corpus = await openCorpus(memoryFolder(new Map(files)), (problem) => problems.push(problem));
    expect(problems).toEqual([]);
    expect(corpus.findings.map(({ schemaVersion }) => schemaVersion)).toEqual(Array(6).fill(1));
    expect(corpus.inputs).toHaveLength(1);
  });
});
