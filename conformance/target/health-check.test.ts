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

describe("once nothing valid is to be sent any more", () => {
  const invalid = plainRequest({ operation, credential: "member" }, { dry_run: true, limit: 0 });

  /** The bodies that were asked with, where what is invalid is answered so at first, and the credentials' keys are taken for as long. */
  const askedAfter = async (status: number, later = status) => {
    const asked: string[] = [];
    let answers = 0;
    const target: Pick<Target, "send" | "reach"> = {
      send: (request) => {
        const text = Buffer.from(request.body ?? []).toString();
        asked.push(text);
        if (text.includes("limit")) answers += 1;
        const outcome = {
          kind: "response",
          status: text.includes("limit") ? (answers === 1 ? status : later) : 200,
          headers: { "content-type": "application/json" },
          body: Buffer.from("{}"),
          latencyMs: 1,
        } as const;
        return Promise.resolve({ request, outcome });
      },
      reach: () => {
        asked.push("GET /");
        return Promise.resolve(null);
      },
    };
    const health = openHealthCheck({
      rootFault: () => null,
      target,
      url: new URL("http://127.0.0.1:1/"),
      patienceMs: 0,
      refusedPatienceMs: 0,
      keyCarrier: () => "",
    });
    health.take(preview);
    await health.askInvalidly([invalid]);
    health.take(preview);
    const problem = await health.recover(["member"]).then(
      () => null,
      (error: unknown) => String(error),
    );
    return { asked, problem };
  };
  const INVALID = '{"dry_run":true,"limit":0}';

  it.each([[422], [400]])("asks with what was refused as invalid, and takes no more: %i", async (status) => {
    expect(await askedAfter(status)).toEqual({ asked: [INVALID, INVALID], problem: null });
  });

  it.each([[200], [401], [500]])("asks for GET / where that was not: %i", async (status) => {
    expect(await askedAfter(status)).toEqual({ asked: [INVALID, "GET /"], problem: null });
  });

  it.each([
    [401, "no longer taken"],
    [503, "it answered 503"],
  ])("is not well where it is answered otherwise: %i", async (status, words) => {
    expect((await askedAfter(422, status)).problem).toContain(words);
  });
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

  it("is not said to have failed alike all the time, for only what came last is told", async () => {
    const slowThenRefused = function* (): Iterable<string> {
      yield SLOW;
      yield SLOW;
      for (;;) yield REFUSED;
    };
    const health = healthAfter(slowThenRefused(), { patienceMs: 150, refusedPatienceMs: 3_600_000 });
    await expect(health.recover()).rejects.toThrow(
      /^Lost http:\/\/127\.0\.0\.1:1\/: it could not be reached \(ECONNREFUSED: .*\), and had not been well for 0\.\d s\./,
    );
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
