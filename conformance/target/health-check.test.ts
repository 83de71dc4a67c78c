import { describe, expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { type HealthCheck, openHealthCheck } from "./health-check.ts";
import { LostError } from "./lost-error.ts";
import type { Target } from "./target.ts";
import { TargetError } from "./target-error.ts";

const { operation } = onlyOperation(loadContract(openapiDocument));
const preview = plainRequest({ operation, credential: "member" }, { dry_run: true });

it("sends nothing of what it was given once it is to forget that, and takes no more", async () => {
  const asked: string[] = [];
  const target: Pick<Target, "send" | "reach"> = {
    send: (request) => {
      asked.push("send");
      const headers = { "content-type": "application/json" };
      return Promise.resolve({
        request,
        outcome: { kind: "response", status: 200, headers, body: Buffer.from("{}"), latencyMs: 1 },
      });
    },
    reach: () => {
      asked.push("reach");
      return Promise.resolve(null);
    },
  };
  const health = openHealthCheck({
    rootFault: () => null,
    target,
    url: new URL("http://127.0.0.1:1/"),
    patienceMs: 1_000,
    refusedPatienceMs: 1_000,
    keyCarrier: () => "",
  });
  health.take(preview);
  await health.isWell(["member"]);
  health.forget();
  health.take(preview);
  await health.isWell(["member"]);
  expect(asked).toEqual(["send", "reach"]);
});

describe("a target to which no connection opens", () => {
  /** A target that is reached once these are used up, of which each says why it was not. */
  const healthAfter = (
    whys: Iterable<string>,
    patience: { readonly patienceMs: number; readonly refusedPatienceMs: number },
  ): HealthCheck => {
    const left = whys[Symbol.iterator]();
    const reach: Target["reach"] = () => {
      const next = left.next();
      return next.done === true
        ? Promise.resolve(null)
        : Promise.reject(new TargetError("http://127.0.0.1:1/", { why: next.value, remedy: "" }));
    };
    const send: Target["send"] = () => Promise.reject(new Error("Nothing was taken."));
    const url = new URL("http://127.0.0.1:1/");
    return openHealthCheck({ target: { send, reach }, url, rootFault: () => null, keyCarrier: () => "", ...patience });
  };
  const forEver = function* (why: string): Iterable<string> {
    for (;;) yield why;
  };
  const REFUSED = "ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1";
  const SLOW = "no open connection within 300 ms";

  it.each([REFUSED, "ENOENT: connect ENOENT /run/app.sock"])(
    "is given up early where each is refused at once: %s",
    async (why) => {
      const health = healthAfter(forEver(why), { patienceMs: 3_600_000, refusedPatienceMs: 150 });
      await expect(health.recover()).rejects.toThrow(LostError);
    },
  );

  it("is given up no earlier than that", async () => {
    const health = healthAfter([REFUSED, REFUSED, REFUSED], { patienceMs: 3_600_000, refusedPatienceMs: 3_600_000 });
    await expect(health.recover()).resolves.toBeUndefined();
  });

  it("is waited for where none is refused, and after one that was not", async () => {
    const slow = healthAfter([SLOW, SLOW, SLOW], { patienceMs: 3_600_000, refusedPatienceMs: 0 });
    await expect(slow.recover()).resolves.toBeUndefined();
    const mixed = [REFUSED, SLOW, REFUSED, SLOW, REFUSED];
    await expect(
      healthAfter(mixed, { patienceMs: 3_600_000, refusedPatienceMs: 3_600_000 }).recover(),
    ).resolves.toBeUndefined();
  });
});
