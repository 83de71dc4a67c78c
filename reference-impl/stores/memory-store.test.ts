import { describe, expect, it } from "vitest";
import { sampleCvm, uuid } from "../testing/sample-cvm.ts";
import { storeSuite } from "../testing/store-suite.ts";
import { createMemoryStore } from "./memory-store.ts";

describe("the memory store", () => {
  storeSuite(async (cvms) => createMemoryStore(cvms));

  it.each([
    ["cvm_id", [sampleCvm(1), sampleCvm(1, { vmUuid: uuid(2) })]],
    ["vm_uuid", [sampleCvm(1), sampleCvm(2, { vmUuid: uuid(1) })]],
    ["instance_id", [sampleCvm(1, { instanceId: "x" }), sampleCvm(2, { instanceId: "x" })]],
  ])("refuses CVMs that share a %s", (what, cvms) => {
    expect(() => createMemoryStore(cvms)).toThrow(what);
  });
});
