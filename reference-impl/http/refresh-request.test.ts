import { expect, it } from "vitest";
import { openapiDocument, valueAt } from "../../contract/index.ts";
import { toRefreshOptions } from "./refresh-request.ts";

const defaultOf = (property: string): unknown =>
  valueAt(openapiDocument, `/components/schemas/BatchInstanceIdRefreshRequest/properties/${property}/default`);

it("what is left out has the contract's default", () => {
  expect(toRefreshOptions({})).toEqual({
    cvmIds: null,
    runningOnly: defaultOf("running_only"),
    missingOnly: defaultOf("missing_only"),
    overwrite: defaultOf("overwrite"),
    limit: defaultOf("limit"),
    dryRun: defaultOf("dry_run"),
  });
});

it("what is given is taken, the opposite of each default too", () => {
  expect(
    toRefreshOptions({
      cvm_ids: [],
      running_only: false,
      missing_only: false,
      overwrite: true,
      limit: 1,
      dry_run: true,
    }),
  ).toEqual({ cvmIds: [], runningOnly: false, missingOnly: false, overwrite: true, limit: 1, dryRun: true });
});
