import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, describe, expect, test } from "vitest";
import { isObject, loadContract, openapiDocument } from "../../contract/index.ts";
import { startVariant, type Variant, type VariantName, variantNames } from "./start-variant.ts";

const PATH = "/api/v1/cvms/instance-ids";

const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ $id: "contract", ...loadContract(openapiDocument).document }, undefined, false, false);
const schemaNamed = (name: string) => ajv.compile({ $ref: `contract#/components/schemas/${name}` });
const isResponse = schemaNamed("BatchInstanceIdRefreshResponse");
const isRefusal = schemaNamed("HTTPValidationError");

const running: Variant[] = [];

afterEach(async () => {
  for (const variant of running.splice(0)) await variant.close();
});

type Item = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[];
}

interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string | null;
  readonly key?: string | null;
}

type Send = (body: object | string | Buffer, sending?: Sending) => Promise<Answer>;

/** Starts a variant; every 200 and 422 that it gives is held against the contract. */
const sendingTo = async (name: VariantName): Promise<Send> => {
  const variant = await startVariant(name);
  running.push(variant);
  return async (body, { method = "PATCH", path = PATH, type = "application/json", key = variant.key } = {}) => {
    const response = await fetch(`${variant.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(type === null ? {} : { "content-type": type }),
        ...(key === null ? {} : { "x-api-key": key }),
      },
      // Of bytes, unlike of a string, fetch does not derive a content type.
      ...(method === "GET"
        ? {}
        : { body: Buffer.from(typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body)) }),
    });
    const json: unknown = await response.json();
    if (response.status === 200) expect([isResponse(json), isResponse.errors]).toEqual([true, null]);
    if (response.status === 422) expect([isRefusal(json), isRefusal.errors]).toEqual([true, null]);
    const items: unknown = isObject(json) ? json["items"] : [];
    return {
      status: response.status,
      headers: response.headers,
      json: isObject(json) ? json : {},
      items: Array.isArray(items) ? items.filter(isObject) : [],
    };
  };
};

const ALL = { running_only: false, missing_only: false, limit: 500 } as const;
const DRY = { ...ALL, dry_run: true } as const;

const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));

const BOM = bytes(0xef, 0xbb, 0xbf, "{}");
const NO_UTF_8 = bytes('{"a":"', 0xff, '"}');
const deep = (depth: number): string => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;

const statusesOf = async (send: Send, sent: readonly (readonly [string | Buffer, Sending?])[]) =>
  Promise.all(sent.map(async ([body, sending]) => (await send(body, sending)).status));

describe.each(variantNames.map((name) => [name]))("%s", (name) => {
  test("previews without writing, writes what it previewed, and then finds nothing to do", async () => {
    const send = await sendingTo(name);
    const preview = await send(DRY);
    expect((await send(DRY)).json).toEqual(preview.json);
    const written = await send(ALL);
    expect(written.json).toEqual(preview.json);
    const updated = written.items.filter(({ status }) => status === "updated");
    expect(updated.length).toBeGreaterThan(10);
    const after = await send(DRY);
    expect(after.json).toMatchObject({ updated: 0 });
    const storedNow = new Map(after.items.map(({ cvm_id, old_instance_id }) => [cvm_id, old_instance_id]));
    expect(updated.map(({ cvm_id }) => storedNow.get(cvm_id))).toEqual(updated.map((item) => item["new_instance_id"]));
  });

  test("counts its items, cuts at the limit, and takes a hundred by default", async () => {
    const send = await sendingTo(name);
    const { json, items } = await send({ ...DRY, limit: 7 });
    expect(json).toMatchObject({ scanned: 7 });
    expect(Number(json["total"])).toBeGreaterThan(100);
    const { updated, unchanged, skipped, conflicts, errors } = json;
    expect([updated, unchanged, skipped, conflicts, errors].reduce((sum: number, n) => sum + Number(n), 0)).toBe(7);
    expect(items).toHaveLength(7);
    const { running_only, missing_only, dry_run } = DRY;
    expect((await send({ running_only, missing_only, dry_run })).json).toMatchObject({ scanned: 100 });
  });

  test("has every status among its answers, and overwrites only with leave", async () => {
    const send = await sendingTo(name);
    const { items } = await send(DRY);
    expect(new Set(items.map(({ status }) => status))).toEqual(
      new Set(["updated", "unchanged", "skipped", "conflict", "error"]),
    );
    const replaced = (some: readonly Item[]) =>
      some.filter(({ status, old_instance_id: old }) => status === "updated" && (old ?? null) !== null);
    expect(replaced(items)).toEqual([]);
    expect(replaced((await send({ ...DRY, overwrite: true })).items).length).toBeGreaterThan(5);
  });

  test("gives an id that several want to one of them", async () => {
    const send = await sendingTo(name);
    const { items } = await send(DRY);
    const given = items.filter(({ status }) => status === "updated").map((item) => item["new_instance_id"]);
    expect(new Set(given).size).toBe(given.length);
  });

  test("refuses what the contract refuses", async () => {
    const send = await sendingTo(name);
    const bodies = ['{"limit":0}', '{"limit":501}', '{"limit":null}', '{"dry_run":7}', '{"cvm_ids":"1"}', "7", "null"];
    expect(
      await statusesOf(
        send,
        bodies.map((body) => [body]),
      ),
    ).toEqual(bodies.map(() => 422));
  });

  test("takes whole numbers in any spelling and ignores what it does not know", async () => {
    const send = await sendingTo(name);
    const bodies = ['{"limit":5.0}', '{"limit":1e2}', '{"__proto__":{"limit":0},"dryRun":7}', deep(60)];
    expect(
      await statusesOf(
        send,
        bodies.map((body) => [body]),
      ),
    ).toEqual([200, 200, 200, 200]);
  });
});

describe("lenient-fastapi", () => {
  test("reads types as pydantic's lax modes do", async () => {
    const send = await sendingTo("lenient-fastapi");
    for (const limit of ["5", 5.5, " 5 ", "5.0"]) expect((await send({ ...DRY, limit })).items).toHaveLength(5);
    expect((await send({ ...DRY, limit: true })).items).toHaveLength(1);
    const preview = await send({ running_only: 0, missing_only: "off", limit: 500, dry_run: "yes" });
    expect(preview.json).toEqual((await send(DRY)).json);
    expect((await send({ ...DRY, cvm_ids: [1] })).items).toMatchObject([{ cvm_id: 1, identifier: "1" }]);
    expect(await statusesOf(send, [["[]"], ['[["limit",5]]'], ["[1]"], ['{"limit":0.5}']])).toEqual([
      200, 200, 422, 422,
    ]);
  });

  test("answers damaged bodies as FastAPI does", async () => {
    const send = await sendingTo("lenient-fastapi");
    const sent: readonly (readonly [number, string | Buffer, Sending?])[] = [
      [200, BOM],
      [200, "{}", { type: null }],
      [200, "{}", { type: "application/merge-patch+json" }],
      [200, '{"limit":0,"limit":5}'],
      [200, `{"a":"${"x".repeat(1 << 21)}"}`],
      [422, "{"],
      [422, ""],
      [422, "{}", { type: "text/plain" }],
      [400, NO_UTF_8],
      [400, deep(100_000)],
      [500, '{"cvm_ids":["\\ud800"]}'],
      [404, "{}", { path: "/" }],
      [405, "{}", { method: "POST" }],
      [307, "{}", { path: `${PATH}/` }],
      [401, "{}", { key: "wrong" }],
      [401, "{}", { key: null }],
    ];
    expect(
      await statusesOf(
        send,
        sent.map(([, ...rest]) => rest),
      ),
    ).toEqual(sent.map(([status]) => status));
  });

  test("lists every fault of a body", async () => {
    const send = await sendingTo("lenient-fastapi");
    const { json } = await send({ limit: 0, cvm_ids: ["x", null], overwrite: {} });
    expect(json["detail"]).toMatchObject([
      { loc: ["body", "cvm_ids", 1] },
      { loc: ["body", "overwrite"] },
      { loc: ["body", "limit"] },
    ]);
  });

  test("goes by name, descending, counts unknown identifiers, and skips what a filter excludes", async () => {
    const send = await sendingTo("lenient-fastapi");
    const { json, items } = await send({ dry_run: true, cvm_ids: ["ours-1", "nobody", "ours-2", "1", "theirs-1"] });
    expect(json).toMatchObject({ total: 4, skipped: 3 });
    expect(items.map(({ identifier, cvm_id, reason }) => [identifier, cvm_id, reason])).toEqual([
      ["ours-2", 4, "already_has_instance_id"],
      ["ours-1", 1, null],
      ["nobody", 0, "not_found"],
      ["theirs-1", 0, "not_found"],
    ]);
  });

  test("lets an admin name CVMs of any workspace", async () => {
    const send = await sendingTo("lenient-fastapi");
    const { items } = await send({ dry_run: true, cvm_ids: ["theirs-1"] }, { key: "staff-key" });
    expect(items).toMatchObject([{ cvm_id: 5_001, status: "updated" }]);
  });
});

describe("terse", () => {
  test("leaves out what is unknown, what a filter excludes, and members that have nothing to say", async () => {
    const send = await sendingTo("terse");
    const { json, items } = await send({ dry_run: true, cvm_ids: ["ours-1", "nobody", "ours-2", "19", "theirs-1"] });
    expect(json).toMatchObject({ total: 2, scanned: 2 });
    expect(items[1]).toEqual({ cvm_id: 19, identifier: "19", status: "skipped", reason: "unknown" });
  });

  test("selects nothing for a list without members", async () => {
    const send = await sendingTo("terse");
    expect((await send({ dry_run: true, cvm_ids: [] })).json).toMatchObject({ total: 0, items: [] });
  });

  test("is strict about types, content types and sizes", async () => {
    const send = await sendingTo("terse");
    const sent: readonly (readonly [number, string | Buffer, Sending?])[] = [
      [422, '{"limit":"5"}'],
      [422, '{"dry_run":1}'],
      [422, '{"cvm_ids":[1]}'],
      [422, "[]"],
      [400, "{"],
      [400, BOM],
      [400, NO_UTF_8],
      [200, deep(100_000)],
      [415, "{}", { type: null }],
      [415, "{}", { type: "text/plain" }],
      [413, `{"a":"${"x".repeat(1 << 20)}"}`],
      [404, "{}", { path: `${PATH}/` }],
      [405, "{}", { method: "GET" }],
      [403, "{}", { key: "wrong" }],
    ];
    expect(
      await statusesOf(
        send,
        sent.map(([, ...rest]) => rest),
      ),
    ).toEqual(sent.map(([status]) => status));
  });
});

describe("strict-other", () => {
  test("asks for no key and makes an error of an unknown identifier", async () => {
    const send = await sendingTo("strict-other");
    const { json, items } = await send({ dry_run: true, cvm_ids: ["1", "ours-1"] });
    expect(json).toMatchObject({ total: 2, errors: 1 });
    expect(items).toMatchObject([
      { cvm_id: 1, status: "updated" },
      { cvm_id: 0, identifier: "ours-1", status: "error" },
    ]);
  });

  test("skips a named CVM that a filter excludes", async () => {
    const send = await sendingTo("strict-other");
    const { items } = await send({ dry_run: true, cvm_ids: ["31", "4", "1"] });
    expect(items.map(({ cvm_id, status }) => [cvm_id, status])).toEqual([
      [4, "skipped"],
      [1, "updated"],
      [31, "skipped"],
    ]);
  });

  test("takes a list without members for a scan, and goes by instance id in a spelling of its own", async () => {
    const send = await sendingTo("strict-other");
    const { json, items } = await send({ ...DRY, cvm_ids: [] });
    expect(json).toEqual((await send(DRY)).json);
    const stored = items.flatMap(({ old_instance_id: old }) => (typeof old === "string" ? [old] : []));
    expect(stored).toEqual(stored.toSorted());
    expect(stored[0]).toMatch(/^0x[0-9A-F]{40}$/);
  });

  test("names the first fault alone, and refuses a key that is there twice", async () => {
    const send = await sendingTo("strict-other");
    const { json } = await send({ limit: 0, overwrite: 7 });
    expect(json["detail"]).toEqual([{ loc: ["overwrite"], msg: "must be a boolean", type: "wrong" }]);
    const bodies = ['{"limit":5,"limit":5}', '{"a":{"b":1,"\\u0062":2}}', '{"a":{"b":"b"},"b":["b","b"]}'];
    expect(
      await statusesOf(
        send,
        bodies.map((body) => [body]),
      ),
    ).toEqual([400, 400, 200]);
  });
});
