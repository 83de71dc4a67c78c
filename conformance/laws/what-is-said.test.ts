import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../contract/index.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Violation } from "../cases/judgement.ts";
import { judge } from "../testing/example-judge.ts";
import { answered } from "./example.ts";
import { exampleAnswer, exampleIds, exampleItem } from "./example-answer.ts";
import { loadLaws } from "./load-laws.ts";

const laws = await loadLaws();
const { a, b } = exampleIds;

const saidBy = (id: string, ...exchanges: readonly Exchange[]): readonly Violation[] => {
  const law = laws.find((candidate) => candidate.id === id);
  if (law?.kind !== "relation") throw new Error(`There is no law ${id} that compares.`);
  return law.judge(exchanges.map(judge), null).violations;
};

const listed = (names: readonly string[], ...items: readonly JsonObject[]) =>
  answered({ json: { dry_run: true, cvm_ids: names } }, { json: exampleAnswer(items.map(exampleItem)) });

const updated = { status: "updated", source: "gateway", old_instance_id: b, new_instance_id: a, reason: null } as const;

describe("what is said of an update that is reported twice", () => {
  it("is that it was reported: whether anything is stored was not seen", () => {
    const twice = answered({ json: { cvm_ids: ["7"] } }, { json: exampleAnswer([exampleItem(updated)]) });
    expect(saidBy("second-run-updates-nothing", twice, twice)).toMatchObject([
      {
        message:
          "CVM 7 was reported updated, and the same request a second time reported it updated to the same id again.",
        expected: `no update to "${a}", which the answer before reports`,
        actual: `updated, "${b}" to "${a}"`,
      },
    ]);
  });
});

describe("what is said of an identifier that names no CVM and is answered updated", () => {
  it("is its status, where an item that says that nothing was done is no fault", () => {
    const stranger = { cvm_id: 0, identifier: "no-such-cvm", reason: "not_found" };
    const alone = listed(["no-such-cvm"], stranger);
    const plain = listed(["7"], {});
    const joined = (...items: readonly JsonObject[]) => listed(["7", "no-such-cvm"], ...items);
    const twin = listed(["no-such-cvm-2"]);
    const said = (between: Exchange) => saidBy("unknown-id-spoils-nothing", alone, plain, between, plain, twin);
    expect(said(joined({}, stranger))).toEqual([]);
    expect(said(joined({}, { ...updated, ...stranger, old_instance_id: null }))).toMatchObject([
      {
        message: 'Identifier "no-such-cvm" names no CVM, and its item is updated.',
        expected: "skipped or error, or no item",
        actual: "updated",
      },
    ]);
    expect(said(joined({ status: "error" }, stranger))).toMatchObject([
      { message: "Adding an identifier that names no CVM changed CVM 7." },
    ]);
  });
});

describe("what is said of identifiers that change places", () => {
  const named = (cvmId: number, identifier: string): JsonObject => ({ cvm_id: cvmId, identifier });
  const swapped = listed(["1", "7"], named(1, "7"), named(7, "1"));
  const one = listed(["1"], named(1, "1"));

  it("is what the answers compared give them to, for which of them is right is not known", () => {
    expect(saidBy("split-equals-whole", swapped, one, listed(["7"], named(7, "7")), swapped)).toMatchObject([
      {
        message: "Splitting `cvm_ids` into two requests changed CVM 1.",
        expected: 'identifier "7", as in the whole list',
        actual: 'identifier "1", which the answers before and after give to CVM 7',
      },
    ]);
    const straight = listed(["7", "1"], named(1, "1"), named(7, "7"));
    for (const law of ["order-of-ids-is-irrelevant", "repeating-an-id-changes-nothing"])
      expect(saidBy(law, swapped, straight, swapped)).toMatchObject([
        { actual: 'identifier "1", which the answers before and after give to CVM 7' },
      ]);
  });
});

describe("what is said where a request without a key is let in", () => {
  it("is that somebody was", () => {
    const stranger = { credential: "none", credentialHasWorked: false, json: { dry_run: true } } as const;
    const own = listed(["7"], {});
    const ours = { json: exampleAnswer([exampleItem()]) };
    const refusal = { status: 401, json: {} };
    const letIn = "let somebody without a key in.";
    const [ofKey] = saidBy(
      "missing-key-is-refused",
      own,
      answered(stranger, ours),
      answered({ ...stranger, credential: "bad" }, refusal),
      own,
    );
    expect(ofKey?.message).toContain(letIn);
    const path = "/api/v1/cvms/instance-ids/";
    const [ofPath] = saidBy(
      "other-path-spellings-need-a-key-too",
      own,
      answered(stranger, refusal),
      answered({ ...stranger, path }, ours),
      own,
    );
    expect(ofPath?.message).toContain(letIn);
  });
});

describe("what is said of a scan that shows what its caller can't name", () => {
  it("names the flag of the key that finds it, and of that which does not", () => {
    const sent = (credential: "member" | "other", json: JsonObject, ...items: readonly JsonObject[]) =>
      answered({ credential, json: { ...json, dry_run: true } }, { json: exampleAnswer(items.map(exampleItem)) });
    const lookedFor = { cvm_ids: ["7"] };
    const between = (caller: "member" | "other", rival: "member" | "other") =>
      saidBy(
        "scans-show-what-can-be-named",
        sent(caller, {}, {}),
        sent(caller, lookedFor),
        sent(rival, lookedFor, {}),
        sent(caller, lookedFor),
        sent(caller, {}, {}),
      );
    const actual = (finder: string, scanner: string) =>
      `CVM 7, which the key of ${finder} finds by its number and that of ${scanner} does not`;
    expect(between("other", "member")).toMatchObject([{ actual: actual("--api-key", "--other-key") }]);
    expect(between("member", "other")).toMatchObject([{ actual: actual("--other-key", "--api-key") }]);
  });
});

describe("what is said of overwrite that lasts", () => {
  const differs = { ...updated, status: "conflict", reason: "instance_id_differs" } as const;
  const sent = (json: JsonObject, item: JsonObject) =>
    answered({ json: { cvm_ids: ["7"], missing_only: false, ...json } }, { json: exampleAnswer([exampleItem(item)]) });
  const saidOf = (first: JsonObject, last: JsonObject) =>
    saidBy(
      "overwrite-is-not-sticky",
      sent({}, first),
      sent({ dry_run: true }, differs),
      sent({ overwrite: true, dry_run: true }, updated),
      sent({}, last),
      sent({ dry_run: true }, { ...updated, status: "unchanged", old_instance_id: a }),
    );

  it("is that the same request left the id before it, and replaced it or reported that after it", () => {
    const left = "CVM 7 was left in conflict by a request without overwrite, and";
    expect(saidOf(differs, updated)).toMatchObject([
      { message: `${left} the same request after one with overwrite reported it updated.` },
    ]);
    expect(saidOf(differs, differs)).toMatchObject([
      { message: `${left}, by what answers tell, the same request after one with overwrite replaced its id.` },
    ]);
  });

  it("is nothing where the same request before it did not leave the id", () => {
    expect(saidOf(updated, updated)).toEqual([]);
  });
});
