import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore, openReference, smallFleet } from "../../reference-impl/index.ts";
import { certificate } from "../check/testing/certificate.ts";
import { readArgv } from "../options/read-argv.ts";
import { Settings } from "../options/settings.ts";
import { openUpstreams } from "./open-upstreams.ts";
import { serveOptions } from "./options.ts";

const WHOLE = smallFleet(1);
const [CVM] = WHOLE.cvms.filter(({ name }) => name === "fresh-2");
const CVMS = CVM === undefined ? [] : [{ ...CVM, teepod: "pod-1" }];
const FLEET = {
  ...WHOLE,
  cvms: CVMS,
  placements: [
    { teepod: "pod-1", gateway: "gate-1" },
    { teepod: "pod-2", gateway: "gate-1" },
  ],
};
const ID = "1".repeat(40);

let folder = "";
const open: { readonly close: () => unknown }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "upstreams-"));
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await rm(folder, { recursive: true, force: true });
});

const upstreamsOf = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  openUpstreams(new Settings([readArgv(argv, Object.values(serveOptions)).given], []), FLEET, { env, folder });

/** A teepod and gateway in one, behind TLS. */
const tlsNode = async () => {
  const seen: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const latest_handshake = Math.floor(Date.now() / 1_000);
  const server = createServer({ ...certificate }, (request, response) => {
    seen.push({ path: request.url ?? "", headers: request.headers });
    const vms = [{ id: CVM?.vmUuid, instance_id: ID }];
    response.end(JSON.stringify({ vms, hosts: [{ instance_id: ID, app_id: CVM?.appId, latest_handshake }] }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  open.push({
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return { url: `https://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`, seen };
};

const refresh = async (upstreams: Awaited<ReturnType<typeof upstreamsOf>>) => {
  const failures: string[] = [];
  const reference = openReference({
    store: createMemoryStore(CVMS),
    fleet: FLEET,
    upstreams: upstreams.urls,
    keys: [],
    onUpstreamFailure: ({ node, method, why }) => failures.push(`${node} ${method}: ${why}`),
  });
  open.unshift(reference);
  const caller = { name: "ops", workspaceId: CVM?.workspaceId ?? "", isAdmin: false };
  const { body } = await reference.endpoint.answer(caller, Buffer.from("{}"), "application/json");
  return { body, failures };
};

describe("upstreams behind TLS", () => {
  it("are asked with the credential of each where its certificate is vouched for", async () => {
    await writeFile(join(folder, "ca.pem"), `An own authority.\n${certificate.cert}\n`);
    await writeFile(join(folder, "gate"), "ops:a-secret-in-a-file\n");
    const { url, seen } = await tlsNode();
    const nodes = ["--teepod", `pod-1=${url}/a`, "--teepod", `pod-2=${url}/b`, "--gateway", url];
    const auth = ["--teepod-auth", "bearer:env:ALL", "--teepod-auth", "pod-1=admin-token:env:ONE"];
    const rest = ["--gateway-auth", "basic:file:gate", "--upstream-ca", "ca.pem"];
    const upstreams = await upstreamsOf([...nodes, ...auth, ...rest], { ALL: "for-all", ONE: "for-one" });
    expect([...(upstreams.urls.credentials ?? [])]).toEqual([
      ["pod-1", { kind: "admin-token", token: "for-one" }],
      ["pod-2", { kind: "bearer", token: "for-all" }],
      ["gate-1", { kind: "basic", userAndPassword: "ops:a-secret-in-a-file" }],
    ]);
    const { body, failures } = await refresh(upstreams);
    expect(body).toMatchObject({ updated: 1, items: [{ new_instance_id: ID, verified_with_gateway: true }] });
    expect(failures).toEqual([]);
    const headersOf = (path: string) => seen.find((request) => request.path === path)?.headers;
    expect(headersOf("/a/prpc/Status?json")).toMatchObject({ "x-admin-token": "for-one" });
    expect(headersOf("/prpc/Admin.Status?json")?.authorization).toBe(
      `Basic ${Buffer.from("ops:a-secret-in-a-file").toString("base64")}`,
    );
  });

  it("are not asked where nobody vouches for their certificate", async () => {
    const { url, seen } = await tlsNode();
    const upstreams = await upstreamsOf(
      ["--teepod", url, "--teepod", url, "--gateway", url, "--teepod-auth", "bearer:env:ALL"],
      { ALL: "for-all" },
    );
    const { body, failures } = await refresh(upstreams);
    expect(body).toMatchObject({ errors: 1, items: [{ reason: "teepod_rpc_failed" }] });
    expect(failures.toSorted()).toEqual([
      expect.stringContaining("gate-1 Admin.Status: self-signed certificate"),
      expect.stringContaining("pod-1 GetInfo: self-signed certificate"),
      expect.stringContaining("pod-1 Status: self-signed certificate"),
    ]);
    expect(seen).toEqual([]);
  });
});

describe("credentials and certificates are refused, and never shown,", () => {
  const NODES = ["--teepod", "http://127.0.0.1:1", "--teepod", "http://127.0.0.1:2", "--gateway", "http://127.0.0.1:3"];

  it.each<[string, readonly string[], string]>([
    ["for a node that the fleet does not have", ["--teepod-auth", "pod-3=bearer:env:GOOD"], "Did you mean pod-1?"],
    ["twice for one node", ["--gateway-auth", "bearer:env:GOOD", "--gateway-auth", "basic:env:GOOD"], "twice"],
    ["where the variable is not set", ["--teepod-auth", "bearer:env:NONE"], "variable NONE, which is not set"],
    ["where there is no file", ["--teepod-auth", "bearer:file:none"], "there is no such file"],
    ["where a token has several lines", ["--teepod-auth", "bearer:env:LINES"], "one line of printable ASCII"],
    ["where basic has no name", ["--teepod-auth", "basic:env:GOOD"], "not NAME:PASSWORD"],
    ["where they are no certificates", ["--upstream-ca", "not.pem"], "holds no certificates in PEM"],
    ["where there is no file of certificates", ["--upstream-ca", "none.pem"], "there is no such file"],
    ["where a token stands on the line itself", ["--teepod-auth", "secret-secret"], "not shown"],
  ])("%s", async (_, argv, message) => {
    await writeFile(join(folder, "not.pem"), "-----BEGIN CERTIFICATE-----\nsecret-secret\n-----END CERTIFICATE-----");
    const opening = upstreamsOf([...NODES, ...argv], { GOOD: "secret-secret", LINES: "secret-secret\nx" });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret-secret") }),
    );
  });

  it("where the simulator answers", async () => {
    await expect(upstreamsOf(["--teepod-auth", "bearer:env:GOOD"], { GOOD: "x" })).rejects.toThrow(
      "--teepod-auth is for real upstreams",
    );
  });
});
