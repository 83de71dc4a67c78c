import { expect, it } from "vitest";
import { isObject } from "../../contract/index.ts";
import { variantKeys } from "../variants/access.ts";
import { listenJson, type Received } from "../variants/json-listener.ts";
import { terse } from "../variants/terse.ts";
import { gate } from "./gate.ts";

/** Whether a plain JSON reader finds an object in the body that is no preview. */
const isWet = ({ body }: Received): boolean => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) && value.dry_run !== true;
  } catch {
    return false;
  }
};

it("sends no request that writes in 3,000 cases without leave", async () => {
  const answer = terse();
  const wet: string[] = [];
  let previews = 0;
  const server = await listenJson((request) => {
    if (isWet(request)) wet.push(request.body.toString("utf8").slice(0, 200));
    else previews += 1;
    return answer(request);
  });
  try {
    const report = await gate({ url: new URL(server.url), key: variantKeys.member, allowWrites: false }, 3_000);
    expect(wet.slice(0, 5)).toEqual([]);
    expect(report.cases).toBeGreaterThan(3_000);
    expect(previews).toBeGreaterThanOrEqual(report.requests);
  } finally {
    await server.close();
  }
}, 180_000);
