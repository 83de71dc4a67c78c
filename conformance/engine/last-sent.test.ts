import { expect, it } from "vitest";
import type { Exchange, Outcome } from "../cases/exchange.ts";
import { LastSent } from "./last-sent.ts";

const WELL: Outcome = { kind: "response", status: 200, headers: {}, body: new Uint8Array(), latencyMs: 1 };
const DROPPED: Outcome = { kind: "fault", fault: "dropped", detail: "", latencyMs: 1 };
const UNMET: Outcome = { kind: "fault", fault: "unreachable", detail: "", latencyMs: 1 };

const exchange = (path: string, outcome: Outcome): Exchange => ({
  request: { credential: "none", credentialHasWorked: false, method: "PATCH", path, headers: {}, body: null },
  outcome,
});

/** The paths of what is named once this was sent. */
const named = (...sent: readonly (readonly [string, Outcome])[]): readonly string[] => {
  const last = new LastSent();
  for (const [path, outcome] of sent) last.note(exchange(path, outcome), true);
  return last.beforeLoss.map(({ request }) => request.path);
};

it("names what got no answer since the last request that did", () => {
  expect(named(["/1", DROPPED], ["/2", WELL], ["/3", DROPPED], ["/4", DROPPED])).toEqual(["/3", "/4"]);
});

it("names the last request that was answered, where the next met no connection", () => {
  expect(named(["/1", WELL], ["/2", WELL], ["/3", UNMET])).toEqual(["/2"]);
  expect(named(["/1", WELL], ["/2", DROPPED], ["/3", UNMET])).toEqual(["/2"]);
});

it("names nothing where the last request was answered", () => {
  expect(named(["/1", DROPPED], ["/2", WELL])).toEqual([]);
});
