import { isObject } from "../../contract/index.ts";
import type { Received, Reply } from "./json-listener.ts";

type Answer = (request: Received) => Reply;

/** Added to every `cvm_id`: from here on a double holds one integer of 256. */
const OFFSET = 2n ** 60n;

const MAX_OWN = 100_000n;

const own = (name: string, isRounding: boolean): string => {
  if (!/^\d+$/.test(name) || !Number.isFinite(Number(name))) return name;
  const id = (isRounding ? BigInt(Number(name)) : BigInt(name)) - OFFSET;
  return id > 0n && id < MAX_OWN ? String(id) : `no-${name}`;
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
};

/** The same body with the names by which the CVMs are known within; as it was where that changes none. */
const withOwnNames = (body: Buffer, isRounding: boolean): Buffer => {
  const json = parse(body);
  if (!isObject(json) || !Array.isArray(json["cvm_ids"])) return body;
  const names = json["cvm_ids"].map((name: unknown) => (typeof name === "string" ? own(name, isRounding) : name));
  const isSame = names.every((name, index) => name === Array.prototype.at.call(json["cvm_ids"], index));
  return isSame ? body : Buffer.from(JSON.stringify({ ...json, cvm_ids: names }));
};

const outward = (id: string): string => (id === "0" ? id : String(OFFSET + BigInt(id)));

/**
 * A server like another one, whose CVMs have the ids 1152921504606846977 and so on. Where it `isRounding` it has a bug: it
 * reads the names of CVMs as doubles.
 */
export const wideIds =
  (answer: Answer, isRounding = false): Answer =>
  (request) => {
    const reply = answer({ ...request, body: withOwnNames(request.body, isRounding) });
    const text = JSON.stringify(reply.json)
      .replaceAll(/"cvm_id":(\d+)/g, (_, id: string) => `"cvm_id":${outward(id)}`)
      .replaceAll(/"identifier":"(\d+)"/g, (_, id: string) => `"identifier":"${outward(id)}"`)
      .replaceAll(/"identifier":"no-(\d+)"/g, '"identifier":"$1"');
    return { ...reply, text };
  };
