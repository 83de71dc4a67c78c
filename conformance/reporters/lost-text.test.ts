import { expect, it } from "vitest";
import type { ReportedStep } from "../report/report.ts";
import { lostText } from "./lost-text.ts";

const LOST = "Lost http://127.0.0.1/: it could not be reached, and had not been well for 3 s.";
const SENT = { credential: "member", method: "PATCH", path: "/a", headers: {}, body: '{"limit":1}' } as const;
const DROPPED: ReportedStep = { ...SENT, response: { fault: "dropped", detail: "" } };

const textOf = (...steps: readonly ReportedStep[]): string => lostText({ lost: LOST, lastSent: { steps, curl: [] } });

it("says which request got no answer, and what of one that did", () => {
  expect(textOf(DROPPED)).toBe(
    `${LOST} The last request that met it got no answer: PATCH /a (key: member) {"limit":1}.`,
  );
  expect(textOf(DROPPED, DROPPED)).toContain("From these requests on none that met it got an answer: PATCH /a");
  const answered: ReportedStep = { ...SENT, response: { status: 200, headers: {}, body: "{}" } };
  expect(textOf(answered)).toContain("The last request that met it was answered 200: PATCH /a");
});

it("cuts a long body short, and prints no control character", () => {
  const body = `\u001b[31m${JSON.stringify(Array.from({ length: 900 }, (_, index) => index))}`;
  const text = textOf({ ...DROPPED, body });
  expect(text.length).toBeLessThan(400);
  expect(text).toContain("\\u001b[31m");
});

it("says nothing of a server that was not lost", () => {
  expect(lostText({ lost: null })).toBe("");
});
