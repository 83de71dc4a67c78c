import { describe, expect, it } from "vitest";
import { judge } from "../testing/example-judge.ts";
import { answered } from "./example.ts";
import { exampleAnswer, exampleItem } from "./example-answer.ts";
import { loadLaws } from "./load-laws.ts";

const laws = await loadLaws();

const text = JSON.stringify(exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8, identifier: "8" })]));
const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

/** The breaches that one answer shows, by itself and compared with itself. */
const breachesOf = (body: string): readonly string[] => {
  const reading = judge(answered({ json: { dry_run: true } }, { text: body }));
  return laws.flatMap((law) => {
    const { violations } =
      law.kind === "exchange" ? law.judge(reading) : law.judge([reading, reading, reading, reading], null);
    return violations
      .filter(({ level }) => (level ?? law.level) === "must")
      .map(({ message }) => `${law.id}: ${message}`);
  });
};

describe("an answer that is odd and right", () => {
  it.each([
    ["integers with an exponent", text.replace('"total":2', '"total":0.2e1').replace('"cvm_id":8', '"cvm_id":80e-1')],
    ["integers with a fraction", text.replace('"scanned":2', '"scanned":2.0').replace('"cvm_id":7', '"cvm_id":7.0')],
    ["a zero below zero", text.replaceAll(":0,", ":-0,")],
    ["ids of a thousand digits", text.replace('"cvm_id":7', `"cvm_id":7${"0".repeat(999)}`)],
    ["ids of ten thousand digits", text.replaceAll('"cvm_id":', `"cvm_id":7${"0".repeat(10_000)}`)],
    ["an id beyond doubles", text.replace('"cvm_id":8', '"cvm_id":8e400')],
    ["a member that is there twice", text.replace('"total":2', '"total":2,"total":2')],
    ["deep nesting that means nothing", text.replace('"total":2', `"total":2,"later":${DEEP}`)],
    ["deep nesting, and a wide id", text.replace('"total":2', `"total":2,"later":[${DEEP},${2n ** 60n}]`)],
    ["space in plenty", text.replaceAll(",", `,${" ".repeat(100_000)}`)],
  ])("breaks no law: %s", (_, body) => {
    expect(breachesOf(body)).toEqual([]);
  });
});

describe("an answer that is odd and wrong", () => {
  it.each([
    ["nothing but nesting", DEEP, "its root"],
    ["nesting in the place of a word", text.replace('"status":"skipped"', `"status":${DEEP}`), "/items/0/status"],
    ["nesting in the place of an id", text.replace('"cvm_id":7', `"cvm_id":${DEEP}`), "/items/0/cvm_id"],
    ["a wide id as text", text.replace('"cvm_id":7', '"cvm_id":"1152921504606846977"'), "/items/0/cvm_id"],
    [
      "a wide number in the place of a word",
      text.replace('"status":"skipped"', `"status":${2n ** 60n}`),
      "/items/0/status",
    ],
  ])("breaks the schema alone: %s", (_, body, at) => {
    const place = `body-matches-schema: The body of the answer 200 breaks its schema at ${at}`;
    expect(breachesOf(body).filter((breach) => !breach.startsWith(place))).toEqual([]);
    expect(breachesOf(body)).not.toEqual([]);
  });
});
