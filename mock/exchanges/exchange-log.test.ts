import { expect, it } from "vitest";
import { createExchangeLog } from "./exchange-log.ts";

it("tells of no key, in whatever header or parameter one came", () => {
  const log = createExchangeLog();
  log.add({
    startedMs: 0,
    durationMs: 1,
    method: "PATCH",
    path: "/a?page=2&api%5Fkey=hunter2&token=hunter2=&x=1",
    headers: {
      authorization: "Bearer hunter2",
      cookie: "sid=hunter2",
      "x-api-key": "hunter2",
      "x-auth-token": "hunter2",
      "content-type": "application/json",
    },
    body: Buffer.from("{}"),
    sent: { status: 200, headers: {}, body: "{}" },
    scenario: null,
    fault: null,
  });
  const [told] = log.latest();
  expect(JSON.stringify(told)).not.toContain("hunter2");
  expect(told?.request).toMatchObject({
    path: "/a?page=2&api%5Fkey=(hidden)&token=(hidden)&x=1",
    headers: { "content-type": "application/json" },
  });
});
