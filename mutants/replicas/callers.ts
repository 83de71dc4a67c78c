import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import { isObject } from "../../contract/index.ts";
import type { Ledger, StoredIds } from "./ledger.ts";

const PATH = "/api/v1/cvms/instance-ids";
const STATE_PATH = "/__state";
const HEADERS = { "content-type": "application/json", "x-api-key": "demo-member-key" };
const WORKSPACE = "demo-member";

/** How long a caller waits after it was told that the service is not there. */
const PAUSE_MS = 20;

/** Callers at a server, and what they have been told. */
export interface Callers {
  /** How many answers of each status came; 0 stands for none, or one that is no JSON. */
  readonly statuses: ReadonlyMap<number, number>;
  /** How many items of each status and reason were answered, as in `error store_write_failed`. */
  readonly items: ReadonlyMap<string, number>;
  readonly ledger: Ledger;
  /** Resolves when each has the answer to its last request. */
  readonly end: () => Promise<void>;
}

const idsIn = (body: unknown): StoredIds =>
  new Map(
    Object.entries(isObject(body) ? body : {}).flatMap(([cvmId, shown]) => {
      if (!isObject(shown) || shown.workspace !== WORKSPACE) return [];
      return [[Number(cvmId), typeof shown.instance_id === "string" ? shown.instance_id : null]];
    }),
  );

/** What the test state shows of the member's CVMs; with `restore` it is put back to what the fleet began with first. */
export const storedIds = async (url: string, restore: boolean): Promise<StoredIds> => {
  const how = restore ? { method: "PUT", headers: { "content-type": "application/json" }, body: "{}" } : {};
  const response = await fetch(new URL(STATE_PATH, url), how);
  if (!response.ok) throw new Error(`The test state answers ${response.status}: ${await response.text()}`);
  return idsIn(await response.json());
};

/**
 * Has so many callers ask for CVMs, each for `perRequest` of them that chance chooses, one request after the other until they are
 * ended. Every caller writes: what they are told is in the ledger.
 */
export const startCallers = (
  url: string,
  cvmIds: readonly number[],
  { callers, perRequest }: { readonly callers: number; readonly perRequest: number },
): Callers => {
  const pool = new Pool(url, { connections: callers, headersTimeout: 60_000 });
  const updated = new Map<number, string[]>();
  const unanswered = new Set<number>();
  const statuses = new Map<number, number>();
  const kinds = new Map<string, number>();
  let isOver = false;

  const read = (body: unknown): void => {
    const items: unknown = isObject(body) ? body.items : null;
    for (const item of Array.isArray(items) ? items.filter(isObject) : []) {
      const kind = [item.status, item.reason].filter((word) => word !== null).join(" ");
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (item.status !== "updated") continue;
      const cvmId = Number(item.cvm_id);
      updated.set(cvmId, [...(updated.get(cvmId) ?? []), String(item.new_instance_id)]);
    }
  };

  const ask = async (named: readonly number[]): Promise<number> => {
    const body = JSON.stringify({ cvm_ids: named.map(String) });
    try {
      const answer = await pool.request({ path: PATH, method: "PATCH", headers: HEADERS, body });
      const json: unknown = await answer.body.json();
      if (answer.statusCode === 200) read(json);
      return answer.statusCode;
    } catch {
      return 0;
    }
  };

  const call = async (): Promise<void> => {
    while (!isOver) {
      const named = Array.from({ length: perRequest }, () => cvmIds[randomInt(cvmIds.length)] ?? 0);
      const status = await ask(named);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      // 503 is answered by a replica before it writes anything; whatever else is no 200 leaves open what was done.
      if (status !== 200 && status !== 503) for (const cvmId of named) unanswered.add(cvmId);
      if (status !== 200) await delay(PAUSE_MS);
    }
  };

  const calls = Promise.all(Array.from({ length: callers }, call));
  return {
    statuses,
    items: kinds,
    ledger: { updated, unanswered },
    end: async () => {
      isOver = true;
      await calls;
      await pool.close();
    },
  };
};
