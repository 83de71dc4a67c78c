import { describe, expect, it } from "vitest";
import type { CredentialName } from "../../cases/exchange.ts";
import type { Reading } from "../../cases/reading.ts";
import { answered } from "../../laws/example.ts";
import { exampleAnswer, exampleItem } from "../../laws/example-answer.ts";
import { previewRules } from "../../laws/instance-ids/asking/preview-rules.ts";
import { judge, operation } from "../../testing/example-judge.ts";
import { PreviewKnowledge } from "./preview-knowledge.ts";

const [A = "", B = "", C = ""] = ["a", "b", "c"].map((digit) => digit.repeat(40));

/** What a key is told of a CVM: by what name, with the id that is stored and the one that is found. */
type Told = readonly [credential: CredentialName, cvmId: number, name: string, stored: string | null, found: string];

const readingOf = ([credential, cvmId, identifier, stored, found]: Told): Reading => {
  const ids = { old_instance_id: stored, new_instance_id: found };
  const status = stored === found ? "unchanged" : "updated";
  const json = exampleAnswer([exampleItem({ cvm_id: cvmId, identifier, status, ...ids })]);
  return judge(answered({ credential }, { json }));
};

/** What is known once these were told, one after the other. */
const knowing = (...told: readonly Told[]): PreviewKnowledge => {
  const knowledge = new PreviewKnowledge(previewRules, operation);
  for (const one of told) knowledge.note(readingOf(one));
  return knowledge;
};

/** What a preview is said to have written over, once these were told before it. */
const writtenOver = (preview: Told, ...before: readonly Told[]) => {
  const knowledge = knowing(...before);
  const reading = readingOf(preview);
  knowledge.note(reading);
  const [, , , stored, found] = preview;
  const [cvmId] = previewRules.told(reading).map((item) => item.cvmId);
  const [cvm] = cvmId === undefined ? [] : knowledge.withToldBefore(reading, [{ cvmId, before: stored, after: found }]);
  return cvm;
};

describe("what a preview wrote over", () => {
  it("is what answers before it told alike, beside what it told itself", () => {
    const before: readonly Told[] = [
      ["member", 7, "x", A, B],
      ["member", 7, "x", A, C],
    ];
    expect(writtenOver(["member", 7, "x", C, B], ...before)).toEqual({
      cvmId: 7,
      before: A,
      beforeByPreview: C,
      after: B,
    });
    expect(writtenOver(["member", 7, "x", null, B], ...before)).toMatchObject({ before: A, beforeByPreview: null });
  });

  it("is what it told itself where an answer before it told that as well, or told another key", () => {
    const own = { cvmId: 7, before: C, after: B };
    expect(writtenOver(["member", 7, "x", C, B])).toEqual(own);
    expect(writtenOver(["member", 7, "x", C, B], ["member", 7, "x", C, A])).toEqual(own);
    expect(writtenOver(["member", 7, "x", C, B], ["member", 7, "x", A, B], ["member", 7, "x", C, B])).toEqual(own);
    expect(writtenOver(["member", 7, "x", C, B], ["admin", 7, "x", A, B])).toEqual(own);
  });
});

describe("what is known to have changed", () => {
  it("is a CVM of which one and the same key is told another stored id later on", () => {
    const { changed } = knowing(["member", 7, "x", null, A], ["member", 7, "x", A, A]);
    expect(changed).toEqual([{ cvmId: 7, before: null, after: A }]);
  });

  it("is one of which that is told to another key than heard of it first", () => {
    const told = knowing(["member", 7, "x", null, A], ["admin", 7, "x", null, A], ["admin", 7, "x", A, A]);
    expect(told.changed).toEqual([{ cvmId: 7, before: null, after: A }]);
    expect(new Set(told.concerned)).toEqual(new Set(["member", "admin"]));
    expect(told.witnesses("admin").map(({ cvmId }) => cvmId)).toEqual([7]);
  });

  it("is told in the letters of the answer that shows it", () => {
    for (const spelled of [A.toUpperCase(), ""])
      expect(knowing(["member", 7, "x", B, A], ["member", 7, "x", spelled, A]).changed).toEqual([
        { cvmId: 7, before: B, after: spelled },
      ]);
    expect(knowing(["member", 7, "x", B.toUpperCase(), A], ["member", 7, "x", A, A]).changed).toEqual([
      { cvmId: 7, before: B.toUpperCase(), after: A },
    ]);
  });

  it("is none of which another key is told otherwise, nor one of two that have one number", () => {
    expect(knowing(["member", 7, "x", null, A], ["admin", 7, "x", A, A]).changed).toEqual([]);
    expect(knowing(["member", 7, "x", null, A], ["member", 7, "y", B, B]).changed).toEqual([]);
  });
});

describe("what is watched", () => {
  it("is the CVMs of each key that changes were told to", () => {
    const knowledge = knowing(["member", 7, "x", A, A], ["other", 8, "y", null, A], ["admin", 9, "z", null, B]);
    expect(knowledge.concerned).toEqual(["other", "admin"]);
    expect(knowledge.witnesses("other").map(({ cvmId }) => cvmId)).toEqual([8]);
  });

  it("is those of a key whose CVM was seen to change, though nothing is to change any more", () => {
    expect(knowing(["other", 8, "y", null, A], ["other", 8, "y", A, A]).concerned).toEqual(["other"]);
  });

  it("is what somebody wrote as well, though nothing was told of it since", () => {
    const knowledge = knowing(["member", 7, "x", null, A]);
    const [cvm] = knowledge.witnesses("member");
    if (cvm === undefined) throw new Error("One is watched.");
    knowledge.noteWritten({ cvmId: cvm.cvmId, before: null, after: A });
    expect(knowledge.witnesses("member").map(({ cvmId }) => cvmId)).toEqual([7]);
  });

  it("is first of all what is to change or was seen to", () => {
    const knowledge = knowing(
      ["member", 1, "u", A, A],
      ["member", 2, "v", null, A],
      ["member", 3, "w", null, B],
      ["member", 2, "v", A, A],
    );
    expect(knowledge.witnesses("member").map(({ cvmId }) => cvmId)).toEqual([2, 3, 1]);
    expect(knowledge.witnesses("member", 1).map(({ cvmId }) => cvmId)).toEqual([2]);
  });
});
