import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { isObject } from "../../contract/index.ts";

const NUMBERS = Array.from({ length: 40 }, (_, index) => index + 1);

/** The id that is found for a CVM. */
export const foundId = (cvmId: number): string => cvmId.toString(16).padStart(40, "0");

/** A server that takes every refresh for a preview, of 40 CVMs with the numbers from 1 on. `GET /state` shows what is stored. */
export interface PreviewServer {
  readonly url: string;
  readonly key: string;
  /** The ids that are stored, by the CVM's number: none at first. */
  readonly stored: Map<number, string>;
  /** How many refreshes were answered. */
  readonly answered: () => number;
  readonly close: () => Promise<void>;
}

const itemOf = (cvmId: number, identifier: string, stored: string | undefined) => {
  const found = { cvm_id: cvmId, identifier, source: "gateway", verified_with_gateway: true };
  const ids = { old_instance_id: stored ?? null, new_instance_id: foundId(cvmId) };
  if (stored === undefined) return { ...found, ...ids, status: "updated", reason: null };
  return stored === foundId(cvmId)
    ? { ...found, ...ids, status: "unchanged", reason: "already_synced" }
    : { ...found, ...ids, status: "conflict", reason: "instance_id_differs" };
};

const answer = (body: Readonly<Record<string, unknown>>, stored: ReadonlyMap<number, string>) => {
  const { cvm_ids: names = null, missing_only: missing = true, limit = 100 } = body;
  const named = Array.isArray(names)
    ? [...new Set(names.map(Number))].filter((cvmId) => NUMBERS.includes(cvmId))
    : NUMBERS.filter((cvmId) => missing === false || !stored.has(cvmId));
  const items = named.slice(0, Number(limit)).map((cvmId) => itemOf(cvmId, String(cvmId), stored.get(cvmId)));
  const count = (status: string): number => items.filter((item) => item.status === status).length;
  const counts = { updated: count("updated"), unchanged: count("unchanged"), conflicts: count("conflict") };
  return { total: named.length, scanned: items.length, ...counts, skipped: 0, errors: 0, items };
};

/** Starts such a server. `answering` is told, before each answer is sent, of which CVMs it tells an update: it may well write them. */
export const startPreviewServer = async (
  answering: (updated: readonly number[], server: PreviewServer) => void,
): Promise<PreviewServer> => {
  const key = "a-key-that-works";
  const stored = new Map<number, string>();
  let answered = 0;
  const listener = createServer(async (request, response) => {
    if (request.method === "GET" && request.url === "/state") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(Object.fromEntries(NUMBERS.map((cvmId) => [cvmId, stored.get(cvmId) ?? null]))));
      return;
    }
    const body: unknown = await json(request).catch(() => null);
    const isRefresh = isObject(body) && request.method === "PATCH" && request.headers["x-api-key"] === key;
    const told = isRefresh ? answer(body, stored) : null;
    if (told !== null) {
      answered += 1;
      answering(
        told.items.filter(({ status }) => status === "updated").map(({ cvm_id: cvmId }) => cvmId),
        server,
      );
    }
    response.writeHead(told === null ? 422 : 200, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify(told ?? { detail: [] }));
  });
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const address = listener.address();
  const server: PreviewServer = {
    url: `http://127.0.0.1:${isObject(address) ? address.port : ""}/`,
    key,
    stored,
    answered: () => answered,
    close: async () => {
      listener.close();
    },
  };
  return server;
};
