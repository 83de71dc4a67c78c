import { afterEach, describe, expect, it } from "vitest";
import type { Json } from "../../contract/index.ts";
import { type Received, type Scripted, type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { openStateProbe, type StateProbe } from "./state-probe.ts";

const servers: ScriptedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const probing = async (
  script: (request: Received, count: number) => Scripted,
  timeoutMs = 2000,
): Promise<{ readonly probe: StateProbe; readonly server: ScriptedServer }> => {
  const server = await startScriptedServer(script);
  servers.push(server);
  return {
    probe: openStateProbe({
      url: new URL("/state", server.url),
      headers: { "x-tenant": "test" },
      timeoutMs,
      cutOff: new AbortController().signal,
    }),
    server,
  };
};

const running = { instance_id: null, status: "running", workspace: "w" };
const entry = (json: Json): Scripted => ({ status: 200, json: { "7": json } });

describe("a state probe", () => {
  it("reads the stored id of each CVM by its number, null where there is none", async () => {
    const { probe, server } = await probing(() => ({ status: 200, json: { "7": "a1", "12": null } }));
    expect(await probe.read()).toEqual({
      ids: new Map([
        [7, "a1"],
        [12, null],
      ]),
      facts: null,
    });
    expect(server.received.map(({ method, url }) => [method, url])).toEqual([["GET", "/state"]]);
  });

  it("tells apart numbers that a double would not", async () => {
    const [one, other] = ["1152921504606846977", "1152921504606846978"];
    const { probe } = await probing(() => ({ status: 200, json: { [`${one}`]: "a1", [`${other}`]: null } }));
    expect((await probe.read()).ids).toEqual(
      new Map([
        [BigInt(one ?? ""), "a1"],
        [BigInt(other ?? ""), null],
      ]),
    );
  });

  it("reads the status and the workspace of each CVM where they are told, and whatever else is told not", async () => {
    const told = { instance_id: "a1", status: "running", workspace: "w", name: "web" };
    const idle = { instance_id: null, status: "exited", workspace: "w" };
    const { probe } = await probing(() => ({ status: 200, json: { "7": told, "12": idle } }));
    expect(await probe.read()).toEqual({
      ids: new Map([
        [7, "a1"],
        [12, null],
      ]),
      facts: new Map([
        [7, { status: "running", workspace: "w" }],
        [12, { status: "exited", workspace: "w" }],
      ]),
    });
  });

  it("restores with an empty object, whatever the answer holds, and sends the user's headers", async () => {
    const { probe, server } = await probing(() => ({ status: 200, json: "done" }));
    await probe.restore();
    expect(server.received).toMatchObject([{ method: "PUT", url: "/state", body: "{}" }]);
    expect(server.received[0]?.headers).toMatchObject({ "content-type": "application/json", "x-tenant": "test" });
  });

  it.each<[string, Scripted, string]>([
    ["a refusal", { status: 404, json: {} }, "GET was answered 404"],
    ["a list", { status: 200, json: [] }, "not a JSON object"],
    ["a key that is no cvm_id", { status: 200, json: { seven: null } }, 'the entry "seven": null'],
    ["an id that is no text", { status: 200, json: { "7": 5 } }, 'the entry "7": 5'],
    ["an entry without a status", entry({ instance_id: null, workspace: "w" }), "no status that is a string"],
    ["an entry without a workspace", entry({ instance_id: null, status: "x" }), "no workspace that is a string"],
    ["an entry without an instance id", entry({ status: "x", workspace: "w" }), "no instance_id that is a string"],
    ["a status that may mean running", entry({ ...running, status: "Running" }), 'write "running" for a CVM that runs'],
    ["entries of both forms", { status: 200, json: { "7": null, "8": running } }, 'the entry "8"'],
    ["entries of both forms, the other way round", { status: 200, json: { "7": running, "8": null } }, 'the entry "8"'],
    ["a dropped connection", "drop", "GET failed"],
  ])("rejects %s and says what it met", async (_, scripted, problem) => {
    const { probe } = await probing(() => scripted);
    await expect(probe.read()).rejects.toMatchObject({ code: "STATE_PROBE" });
    await expect(probe.read()).rejects.toThrow(problem);
  });

  it("tries again what has worked before, and tells of a server that was lost when it goes on failing", async () => {
    const flaky = await probing((_, count) =>
      count === 1 ? { status: 503, json: {} } : { status: 200, json: { "7": null } },
    );
    await flaky.probe.read();
    expect(await flaky.probe.read()).toMatchObject({ ids: new Map([[7, null]]) });
    expect(flaky.server.received).toHaveLength(3);
    const gone = await probing((_, count) => (count === 0 ? { status: 200, json: {} } : { status: 503, json: {} }));
    await gone.probe.read();
    await expect(gone.probe.read()).rejects.toMatchObject({ code: "TARGET_LOST" });
  });

  it("rejects where the state can't be restored, and where no answer comes in time", async () => {
    const refusing = await probing(() => ({ status: 405, json: {} }));
    await expect(refusing.probe.restore()).rejects.toThrow("PUT was answered 405");
    const silent = await probing(() => "hang", 50);
    await expect(silent.probe.read()).rejects.toMatchObject({ code: "STATE_PROBE" });
  });
});

it("says of the initial state that it is to be restored with --allow-writes, for else no PUT is sent", async () => {
  const { probe } = await probing(() => ({ status: 404, json: {} }));
  await expect(probe.read()).rejects.toThrow("and, with --allow-writes, restore the initial state on PUT {}");
});
