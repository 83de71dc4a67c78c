import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../contract/index.ts";
import type { CredentialName } from "../cases/exchange.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { answered } from "../laws/example.ts";
import { exampleAnswer, exampleItem } from "../laws/example-answer.ts";
import { previewRules } from "../laws/instance-ids/asking/preview-rules.ts";
import { judge, operation } from "../testing/example-judge.ts";
import { UnreportedChanges } from "./unreported-changes.ts";

const [A = "", B = "", C = ""] = ["a", "b", "c"].map((digit) => digit.repeat(40));

/** What was sent, and what came: a status without items, or items. */
interface Sent {
  readonly json: JsonObject;
  readonly credential?: CredentialName;
  readonly status?: number;
  readonly items?: readonly JsonObject[];
  /** What comes in place of JSON. */
  readonly text?: string;
}

const item = (stored: string | null, found: string | null, more: JsonObject = {}): JsonObject => ({
  cvm_id: 7,
  identifier: "x",
  status: stored === found ? "unchanged" : "updated",
  old_instance_id: stored,
  new_instance_id: found,
  ...more,
});

const look = (...items: readonly JsonObject[]): Sent => ({ json: { dry_run: true }, items });

const noting = (...sent: readonly Sent[]): UnreportedChanges => {
  const changes = new UnreportedChanges(previewRules);
  for (const { json, credential = "member", status = 200, items, text } of sent) {
    const body = items === undefined ? {} : exampleAnswer(items.map((one) => exampleItem(one)));
    changes.note(
      plainRequest({ operation, credential }, json),
      judge(answered({ credential, json }, { status, ...(text === undefined ? { json: body } : { text }) })),
    );
  }
  return changes;
};

describe("what is stored otherwise later on", () => {
  const before = look(item(null, A));
  const changed = look(item(A, A));
  const unreported = [{ cvmId: 7, before: null, after: A }];

  it("is unreported where no answer tells of it but previews and refusals", () => {
    expect(noting(before, changed).cvms).toEqual(unreported);
    expect(noting(before, { json: { limit: 0 }, status: 422 }, changed).cvms).toEqual(unreported);
    expect(noting(before, { json: {}, items: [item(A, A)] }, changed).cvms).toEqual(unreported);
    expect(noting(before, before).cvms).toEqual([]);
  });

  it("is reported by an answer that tells of an update, or of an error, whenever it comes", () => {
    const reported: Sent = { json: {}, items: [item(null, A)] };
    expect(noting(before, reported, changed).cvms).toEqual([]);
    expect(noting(before, changed, reported).cvms).toEqual([]);
    expect(noting(before, { json: {}, items: [item(null, null, { status: "error" })] }, changed).cvms).toEqual([]);
  });

  it("is explained by an id that passed to another CVM", () => {
    const holder = item(B, C, { cvm_id: 8, identifier: "y", status: "updated" });
    const heir = item(null, B);
    expect(noting(look(holder), { json: {}, items: [heir] }, look({ ...holder, old_instance_id: null })).cvms).toEqual(
      [],
    );
  });

  it("is left open where a request that may have written it got an error, or no answer that can be read", () => {
    expect(noting(before, { json: {}, status: 500 }, changed).cvms).toEqual([]);
    expect(noting(before, { json: { cvm_ids: ["x"] }, status: 500 }, changed).cvms).toEqual([]);
    expect(noting(before, { json: { cvm_ids: ["7"] }, status: 500 }, changed).cvms).toEqual([]);
    expect(noting(before, { json: { cvm_ids: ["another"] }, status: 500 }, changed).cvms).toEqual(unreported);
    expect(noting(before, { json: { limit: 0 }, status: 500 }, changed).cvms).toEqual(unreported);
    expect(noting(before, { json: {}, text: '{"items":[{"cvm_' }, changed).cvms).toEqual([]);
  });

  it("is compared with what the same key was told by the same name, and not where an id may just be left out", () => {
    expect(noting(before, { ...changed, credential: "admin" }).cvms).toEqual([]);
    expect(noting(before, look(item(A, A, { identifier: "y" }))).cvms).toEqual([]);
    expect(noting(look(item(null, null, { status: "error" })), changed).cvms).toEqual([]);
  });
});

it("counts by the key of whose updates most were unreported", () => {
  const other = item(null, B, { cvm_id: 8, identifier: "y" });
  const own = { ...look(other), credential: "other" } as const;
  const changes = noting(look(item(null, A), item(null, C, { cvm_id: 9, identifier: "z" })), own, look(item(A, A)));
  expect(changes.share).toEqual({ promised: 2, changed: 1 });
  expect(changes.names(1)).toEqual(
    new Map([
      ["member", ["x"]],
      ["other", ["y"]],
    ]),
  );
});
