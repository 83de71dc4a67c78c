import { expect, it } from "vitest";
import type { Json } from "../../contract/index.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { contract, operation } from "../testing/example-judge.ts";
import { CauseNames } from "./cause-names.ts";

const names = new CauseNames(onlyOperation(contract), []);
const wordsOf = (...bodies: readonly Json[]) =>
  names.wordsOf({ plans: bodies.map((body) => plainRequest({ operation, credential: "member" }, body)) });

const look = { cvm_ids: ["7"], running_only: false, missing_only: false, limit: 500, dry_run: true };

it("leaves out of what requests have in them what a look at what they wrote has", () => {
  expect(wordsOf({}, look)).toEqual([]);
  expect(wordsOf(look, look, { cvm_ids: ["7"], overwrite: true }, look)).toEqual([
    "`cvm_ids` other than its default",
    "`overwrite` other than its default",
  ]);
});

it("tells what a preview before the request that writes has in it, and all where none writes", () => {
  const preview = { cvm_ids: ["8"], overwrite: true, dry_run: true };
  expect(wordsOf(look, preview, {}, look)).toEqual([
    "`cvm_ids` other than its default",
    "`overwrite` other than its default",
  ]);
  expect(wordsOf({ dry_run: true }, { limit: 500, dry_run: true })).toEqual(["`limit` other than its default"]);
});
