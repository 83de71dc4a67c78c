import { request } from "undici";
import { decodeKeys } from "../auth/decode-keys.ts";
import { type Reference, type ReferenceOptions, startReference } from "../start-reference.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { hex40, sampleCvm, uuid } from "./sample-cvm.ts";
import { answering, type ScriptedUpstream, scriptedUpstream } from "./scripted-upstream.ts";

/** The path of the endpoint. */
export const REFRESH_PATH = "/api/v1/cvms/instance-ids";

/** One CVM of workspace `home`, whose id the upstream tells, and one of another. */
export const TWO_CVMS = Object.freeze([sampleCvm(1), sampleCvm(2, { workspaceId: "away" })]);

/** `member` is a member's key of workspace `home`, `admin` an admin's. */
export const TWO_KEYS = decodeKeys([
  { name: "ann", key: "member", workspace: "home" },
  { name: "boss", key: "admin", workspace: "home", admin: true },
]);

/** What the teepod's `Status` answers. */
export const tellStatus = answering(200, JSON.stringify({ vms: [{ id: uuid(1), instance_id: hex40(1) }] }));

/** What the gateway's `Admin.Status` answers. */
export const tellHosts = answering(
  200,
  JSON.stringify({
    hosts: [{ instance_id: hex40(1), app_id: sampleCvm(1).appId, latest_handshake: Math.floor(Date.now() / 1_000) }],
  }),
);

/** A reference over two CVMs, and the one upstream that is its teepod and its gateway. */
export interface SmallReference {
  readonly reference: Reference;
  readonly upstream: ScriptedUpstream;
}

/** Starts one; what it opens is added to `open`, to be closed in that order. */
export const startSmallReference = async (
  open: { readonly close: () => Promise<void> }[],
  options: Partial<ReferenceOptions> = {},
  upstream?: ScriptedUpstream,
): Promise<SmallReference> => {
  const asked =
    upstream ??
    (await scriptedUpstream([(response, { path }) => (path.includes("Admin") ? tellHosts : tellStatus)(response)]));
  open.unshift(asked);
  const reference = await startReference({
    host: "127.0.0.1",
    port: 0,
    store: createMemoryStore(TWO_CVMS),
    fleet: { cvms: TWO_CVMS, placements: [{ teepod: "t1", gateway: "g1" }] },
    upstreams: { teepods: new Map([["t1", asked.url]]), gateways: new Map([["g1", asked.url]]) },
    keys: TWO_KEYS,
    ...options,
  });
  open.unshift(reference);
  return { reference, upstream: asked };
};

/** Sends a body to the endpoint. */
export const sendRefresh = async (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = { "x-api-key": "member" },
) => {
  const response = await request(url + REFRESH_PATH, {
    method: "PATCH",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.statusCode, headers: response.headers, body: await response.body.json() };
};
