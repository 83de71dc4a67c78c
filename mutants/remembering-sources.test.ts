import { describe, expect, it } from "vitest";
import { smallFleet } from "../reference-impl/index.ts";
import { rememberingSources } from "./remembering-sources.ts";

type Sources = Parameters<ReturnType<typeof rememberingSources>>[0];

const counted = (): { readonly sources: Sources; readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    sources: {
      teepodState: async (teepod, vmUuids) => {
        asked.push(`state of ${vmUuids.length > 1 ? "all" : "one"} on ${teepod}`);
        return { kind: "answered", value: new Map(vmUuids.map((vmUuid) => [vmUuid, { kind: "none" }])) };
      },
      teepodInfo: async (_, vmUuid) => {
        asked.push(`info of ${vmUuid}`);
        return { kind: "failed", why: "for a test" };
      },
      gatewayHosts: async (teepod) => {
        asked.push(`gateway of ${teepod}`);
        return {
          kind: "answered",
          value: { appsByInstanceId: new Map(), idsByAppId: new Map(), goneIdsByAppId: new Map() },
        };
      },
    },
  };
};

describe("sources that remember", () => {
  it("ask each question once, of the sources that they are laid over first", async () => {
    const remembering = rememberingSources(smallFleet(1));
    const [first, second] = [counted(), counted()];
    for (const { sources } of [first, second]) {
      const laid = remembering(sources);
      await laid.teepodState("teepod-1", ["a"]);
      await laid.teepodState("teepod-1", ["b"]);
      await laid.teepodInfo("teepod-1", "a");
      await laid.teepodInfo("teepod-1", "b");
      await laid.gatewayHosts("teepod-1");
    }
    expect(first.asked).toEqual(["state of all on teepod-1", "info of a", "info of b", "gateway of teepod-1"]);
    expect(second.asked).toEqual([]);
  });
});
