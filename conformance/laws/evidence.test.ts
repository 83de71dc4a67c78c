import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../contract/index.ts";
import type { Exchange } from "../cases/exchange.ts";
import type { Judgement } from "../cases/judgement.ts";
import { judge } from "../testing/example-judge.ts";
import { answered, type ExampleResponse, unanswered } from "./example.ts";
import { exampleAnswer, exampleItem, exampleRefusal } from "./example-answer.ts";
import { loadLaws } from "./load-laws.ts";

const laws = await loadLaws();

const judgement = (id: string, ...exchanges: readonly Exchange[]): Judgement => {
  const law = laws.find((candidate) => candidate.id === id);
  const readings = exchanges.map(judge);
  const [only] = readings;
  if (law === undefined || only === undefined) throw new Error(`There is no law ${id}, or nothing to judge.`);
  return law.kind === "relation" ? law.judge(readings, law.exampleStored ?? null) : law.judge(only);
};

const ok = { json: exampleAnswer([]) };
const items = (...list: readonly JsonObject[]): ExampleResponse => ({ json: exampleAnswer(list) });

/** Two items with one and the same `cvm_id`, spelled as given. */
const twiceWithId = (id: string): string =>
  JSON.stringify(exampleAnswer([exampleItem(), exampleItem()])).replaceAll('"cvm_id":7,', `"cvm_id":${id},`);

describe("evidence", () => {
  it.each<[string, Exchange]>([
    ["status-is-declared", answered({ text: "{" }, { status: 400 })],
    ["status-is-declared", answered({ credentialHasWorked: false }, { status: 403 })],
    ["status-is-declared", unanswered({}, "timeout")],
    ["never-a-server-error", answered({ method: "BREW" }, { status: 501 })],
    ["content-type-is-json", answered({}, { status: 400, contentType: "text/html" })],
    ["body-matches-schema", answered({}, { status: 404, json: {} })],
    ["valid-request-is-accepted", answered({}, { status: 400, json: {} })],
    ["valid-request-is-accepted", answered({ credentialHasWorked: false }, { status: 401 })],
    ["valid-request-is-accepted", answered({}, { status: 500 })],
    ["invalid-request-is-refused", answered({ json: { limit: 0 } }, { status: 400 })],
    ["invalid-request-is-refused", answered({ json: { limit: 0 } }, { status: 300 })],
    ["invalid-request-is-refused", answered({ text: '{"limit":1' }, { status: 500 })],
    ["invalid-request-is-refused", answered({ text: '{"limit":1' }, { status: 302 })],
    [
      "refusal-points-at-the-fault",
      answered({ json: { limit: 0 } }, { status: 400, json: exampleRefusal([], "t", "m") }),
    ],
    ["refusal-points-at-the-fault", answered({ json: { limit: 0 } }, { status: 422, json: { detail: "limit" } })],
    ["defaults-are-sent", answered({}, ok)],
    ["defaults-are-sent", answered({ path: "/" }, items(exampleItem()))],
    ["malformed-is-422", answered({ text: "{" }, { status: 500 })],
    ["malformed-is-422", answered({ text: '{"limit":1' }, ok)],
    ["malformed-is-422", answered({}, { status: 400 })],
    ["wrong-method-is-405", answered({ method: "GET" }, { status: 500 })],
    ["wrong-method-is-405", answered({ method: "GET" }, { status: 300 })],
    ["wrong-path-is-404", answered({ path: "/x", method: "GET" }, { status: 500 })],
    ["wrong-path-is-404", answered({ path: "/x", method: "GET" }, { status: 300 })],
    ["wrong-path-is-404", answered({ path: "/x", method: "GET" }, { status: 414 })],
    ["wrong-path-is-404", unanswered({ path: "/x" }, "dropped")],
    ["counts-sum-to-scanned", answered({}, ok)],
    ["counts-match-items", answered({}, ok)],
    ["items-number-scanned", answered({}, ok)],
    ["scanned-within-limit", answered({}, ok)],
    ["scanned-within-limit", answered({ json: { limit: 0 } }, items(exampleItem()))],
    ["scanned-within-total", answered({}, ok)],
    ["scanned-is-min-of-total-and-limit", answered({}, ok)],
    ["scanned-is-min-of-total-and-limit", answered({ json: { limit: 0 } }, items(exampleItem()))],
    ["each-cvm-once", answered({}, items(exampleItem()))],
    ["each-cvm-once", answered({ json: { cvm_ids: ["7", "web"], limit: 1 } }, items(exampleItem()))],
    [
      "each-cvm-once",
      answered({ json: { cvm_ids: ["7", "x"] } }, items(exampleItem(), exampleItem({ cvm_id: 0, identifier: "x" }))),
    ],
    // Numbers that may have been two before they were read.
    ["each-cvm-once", answered({}, { text: twiceWithId("9".repeat(2_000)) })],
    [
      "no-overwrite-without-leave",
      answered({ json: { overwrite: true } }, items(exampleItem({ old_instance_id: "x", new_instance_id: "y" }))),
    ],
    ["no-overwrite-without-leave", answered({}, items(exampleItem({ old_instance_id: " ", new_instance_id: "y" })))],
    // Nothing was found that it could be overwritten with.
    ["no-overwrite-without-leave", answered({}, items(exampleItem({ old_instance_id: "x" })))],
    ["no-overwrite-without-leave", answered({}, items(exampleItem({ old_instance_id: "x", new_instance_id: " X" })))],
    ["no-overwrite-without-leave", answered({}, items(exampleItem({ status: "updated", new_instance_id: "x" })))],
    [
      "missing-only-means-missing",
      answered({ json: { missing_only: false } }, items(exampleItem({ old_instance_id: "x" }))),
    ],
    ["missing-only-means-missing", answered({}, items(exampleItem({ status: "updated", new_instance_id: "x" })))],
    ["no-id-for-two-cvms", answered({}, items(exampleItem({ status: "updated", new_instance_id: "x" })))],
    [
      "no-id-for-two-cvms",
      answered(
        {},
        items(...[7, 8].map((id) => exampleItem({ cvm_id: id, status: "unchanged", old_instance_id: "x" }))),
      ),
    ],
    [
      "no-id-for-two-cvms",
      answered({}, items(...[0, 7].map((id) => exampleItem({ cvm_id: id, status: "updated", new_instance_id: "x" })))),
    ],
    ["only-what-was-named", answered({ json: { cvm_ids: ["7"] } }, ok)],
    ["only-what-was-named", answered({ json: { cvm_ids: ["7", "a".repeat(40)] } }, items(exampleItem()))],
    [
      "identifier-names-its-cvm",
      answered({ json: { cvm_ids: ["7", "web"] } }, items(exampleItem(), exampleItem({ cvm_id: 8 }))),
    ],
    ["identifier-is-given-back", answered({ json: { cvm_ids: ["7"] } }, items(exampleItem()))],
    ["identifier-is-given-back", answered({}, items(exampleItem({ cvm_id: 0 })))],
    ["unchanged-keeps-the-id", answered({}, items(exampleItem({ status: "unchanged", old_instance_id: "x" })))],
    ["no-source-no-update", answered({}, items({ cvm_id: 7, identifier: "7", status: "updated" }))],
    [
      "nothing-verified-from-nowhere",
      answered({}, items({ cvm_id: 7, identifier: "7", status: "error", source: "none" })),
    ],
    ["ids-look-like-ids", answered({}, items(exampleItem()))],
    // Told once.
    ["ids-come-again", answered({}, items(exampleItem({ status: "updated", new_instance_id: "x" })))],
    ["same-ids-get-the-same-status", answered({}, items(exampleItem({ status: "updated", new_instance_id: "x" })))],
  ])("of %s is none where it could not have failed (case %#)", (id, exchange) => {
    expect(judgement(id, exchange)).toEqual({ evidence: 0, violations: [] });
  });

  it("is one for each item, counter or default that a law was tried on", () => {
    const old = (cvmId: number) => exampleItem({ cvm_id: cvmId, old_instance_id: "x", new_instance_id: "y" });
    const evidence = (id: string, response: ExampleResponse) => judgement(id, answered({}, response)).evidence;
    expect(evidence("no-overwrite-without-leave", items(old(1), old(2), exampleItem()))).toBe(2);
    expect(evidence("counts-match-items", items(old(1), exampleItem({ status: "error" })))).toBe(2);
    expect(evidence("defaults-are-sent", items(old(1), old(2)))).toBe(4);
    expect(evidence("only-what-was-named", items(old(1)))).toBe(0);
    expect(judgement("only-what-was-named", answered({ json: { cvm_ids: ["1"] } }, items(old(1)))).evidence).toBe(1);
    expect(
      judgement(
        "only-what-was-named",
        answered({ json: { cvm_ids: ["1"] } }, { json: exampleAnswer([], { total: 1 }) }),
      ).evidence,
    ).toBe(1);
  });

  it("of omitted-means-default is none where another value gives the same answer", () => {
    const got = (body: JsonObject, json: Json) => answered({ json: { dry_run: true, ...body } }, { json });
    const one = exampleAnswer([exampleItem()]);
    const two = exampleAnswer([exampleItem(), exampleItem({ cvm_id: 8 })]);
    const evidence = (other: Json) =>
      judgement(
        "omitted-means-default",
        got({ limit: 100 }, two),
        got({}, two),
        got({ limit: 1 }, other),
        got({ limit: 100 }, two),
      ).evidence;
    expect(evidence(one)).toBe(1);
    expect(evidence(two)).toBe(0);
  });

  it("of small-limits-drain is none where the first scan updates all that can be", () => {
    const updated = (cvmId: number) =>
      exampleItem({ cvm_id: cvmId, status: "updated", source: "gateway", new_instance_id: `x${cvmId}`, reason: null });
    const look = (...list: readonly JsonObject[]) =>
      answered({ json: { limit: 500, dry_run: true } }, { json: exampleAnswer(list) });
    const run = (total: number, ...list: readonly JsonObject[]) =>
      answered({ json: { limit: 2 } }, { json: exampleAnswer(list, { total }) });
    const [seven, eight, stuck] = [updated(7), updated(8), exampleItem({ cvm_id: 9 })];
    const evidence = (...exchanges: readonly Exchange[]) => judgement("small-limits-drain", ...exchanges).evidence;
    expect(evidence(look(seven, eight, stuck), run(3, seven, stuck), run(2, eight, stuck), look(stuck))).toBe(1);
    expect(evidence(look(seven, eight, stuck), run(3, seven, eight), run(1, stuck), look(stuck))).toBe(0);
  });
});
