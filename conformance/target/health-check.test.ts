import { expect, it } from "vitest";
import { loadContract, openapiDocument } from "../../contract/index.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { openHealthCheck } from "./health-check.ts";
import type { Target } from "./target.ts";

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
    target,
    url: new URL("http://127.0.0.1:1/"),
    patienceMs: 1_000,
    keyCarrier: () => "",
  });
  health.take(preview);
  await health.isWell(["member"]);
  health.forget();
  health.take(preview);
  await health.isWell(["member"]);
  expect(asked).toEqual(["send", "reach"]);
});
