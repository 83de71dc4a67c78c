import { describe, expect, it } from "vitest";
import { valueAt } from "../../../../contract/index.ts";
import { contract, judge } from "../../../testing/example-judge.ts";
import { answered, type ExampleRequest, type ExampleResponse } from "../../example.ts";
import { exampleAnswer, exampleItem } from "../../example-answer.ts";
import { refreshAnswer } from "./refresh-answer.ts";
import { refreshOptions } from "./refresh-options.ts";

const read = (request: ExampleRequest, response: ExampleResponse) => refreshAnswer(judge(answered(request, response)));
const json = exampleAnswer([exampleItem(), { cvm_id: 0, identifier: "x", status: "error" }]);

describe("reading a refresh answer", () => {
  it("types what was sent and keeps apart what was not", () => {
    expect(read({}, { json })).toEqual({
      total: 2,
      scanned: 2,
      counts: { updated: 0, unchanged: 0, skipped: 1, conflict: 0, error: 1 },
      items: [
        {
          cvmId: 7,
          identifier: "3f0c1f0e-8a52-4d0e-9d57-0c6a5f1f2b11",
          status: "skipped",
          oldInstanceId: null,
          saysNoOldId: true,
          newInstanceId: null,
          source: "none",
          isVerified: false,
          reason: "instance_id_not_found",
        },
        {
          cvmId: 0,
          identifier: "x",
          status: "error",
          oldInstanceId: null,
          saysNoOldId: false,
          newInstanceId: null,
          source: null,
          isVerified: null,
          reason: null,
        },
      ],
    });
  });

  it("reads the answer to a request that a lenient server took", () => {
    expect(read({ text: "\uFEFF{}" }, { json })).not.toBeNull();
    expect(read({ json: { limit: "5" } }, { json })).not.toBeNull();
  });

  it.each<[ExampleRequest, ExampleResponse]>([
    [{}, { status: 201, json }],
    [{}, { status: 422, json }],
    [{ method: "GET" }, { json }],
    [{ path: "/api/v1/cvms/instance-ids/" }, { json }],
    [{}, { json: exampleAnswer([exampleItem({ source: "elsewhere" })]) }],
    [{}, { text: "" }],
  ])("reads nothing in the answer to %j that is %j", (request, response) => {
    expect(read(request, response)).toBeNull();
  });

  it("reads each reading once", () => {
    const reading = judge(answered({}, { json }));
    expect(refreshAnswer(reading)).toBe(refreshAnswer(reading));
    expect(refreshAnswer(judge(answered({}, { json })))).not.toBe(refreshAnswer(reading));
  });
});

describe("reading refresh options", () => {
  const options = (request: ExampleRequest) => refreshOptions(judge(answered(request, {})));

  it("fills in the contract's defaults", () => {
    const declared = (name: string): unknown =>
      valueAt(contract.document, `/components/schemas/BatchInstanceIdRefreshRequest/properties/${name}/default`);
    expect(options({})).toEqual({
      cvmIds: null,
      runningOnly: declared("running_only"),
      missingOnly: declared("missing_only"),
      overwrite: declared("overwrite"),
      limit: declared("limit"),
      dryRun: declared("dry_run"),
    });
  });

  it("reads what was sent", () => {
    expect(
      options({
        json: { cvm_ids: ["a"], running_only: false, missing_only: false, overwrite: true, limit: 5, dry_run: true },
      }),
    ).toEqual({ cvmIds: ["a"], runningOnly: false, missingOnly: false, overwrite: true, limit: 5, dryRun: true });
  });

  it("reads none in a request that is not owed acceptance", () => {
    expect(options({ json: { limit: 0 } })).toBeNull();
    expect(options({ text: "{" })).toBeNull();
    expect(options({ json: {}, method: "POST" })).toBeNull();
  });
});
