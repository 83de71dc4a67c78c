import { describe, expect, it } from "vitest";
import type { PhaseName } from "../cases/phase-name.ts";
import { phaseNames } from "../cases/phase-name.ts";
import { plainRequest } from "../generate/request-arbitrary.ts";
import { operation } from "../testing/example-judge.ts";
import { WritePolicy } from "./write-policy.ts";

const plan = plainRequest({ operation, credential: "member" }, { limit: 1 });
const stateUrl = new URL("http://127.0.0.1:1/state");

const valueSent = (policy: WritePolicy): unknown => {
  const { body } = policy.asAllowed(plan);
  return body.kind === "json" ? body.value : null;
};

const policyIn = (phase: PhaseName, allowWrites: boolean, url: URL | null, canPreview = true): WritePolicy => {
  const policy = new WritePolicy({ allowWrites, stateUrl: url, phases: phaseNames }, canPreview);
  policy.enter(phase, 0);
  return policy;
};

describe("without leave to write", () => {
  it.each(phaseNames)("every request of the phase %s is a preview", (phase) => {
    for (const url of [null, stateUrl]) {
      expect(valueSent(policyIn(phase, false, url))).toMatchObject({ dry_run: true });
      expect(policyIn(phase, false, url).allowsWrites).toBe(false);
    }
  });
});

describe("with leave to write", () => {
  it("requests go out as they are where the state can be restored, and in the writes phase", () => {
    expect(valueSent(policyIn("fuzz", true, stateUrl))).toEqual({ limit: 1 });
    expect(valueSent(policyIn("writes", true, null))).toEqual({ limit: 1 });
  });

  it("the fuzz phase sends previews first where nothing restores the state", () => {
    const policy = policyIn("fuzz", true, null);
    expect(valueSent(policy)).toMatchObject({ dry_run: true });
    expect(policy.allowsWrites).toBe(false);
    policy.enter("fuzz", 1);
    expect(valueSent(policy)).toEqual({ limit: 1 });
  });
});
