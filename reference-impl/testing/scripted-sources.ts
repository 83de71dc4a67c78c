import type { Answer, EvidenceSources, GatewayHosts, ReportedId } from "../refresh/evidence.ts";
import { hostsAt } from "../sources/alive-hosts.ts";
import { readAdminStatus } from "../sources/gateway-messages.ts";
import { readReportedId } from "../sources/reported-id.ts";

/** What the upstreams say of one VM: an `instance_id` as it comes over the wire. */
export interface ScriptedVm {
  readonly state?: unknown;
  readonly info?: unknown;
}

/** A host that a gateway lists; alive where it does not say when it shook hands. */
export interface ScriptedHost {
  readonly instance_id: unknown;
  readonly app_id: string;
  readonly latest_handshake?: number;
}

/** When a host shook hands that is alive, and when one that is gone. */
export const HANDSHAKES = Object.freeze({ alive: 1_000, never: 0, longAgo: 600 });

const MOMENT = Object.freeze({ nowMs: HANDSHAKES.alive * 1_000, freshMs: 300_000 });

/** What the upstreams of one teepod say. A call that is listed in `failing` fails. */
export interface Script {
  readonly vms?: Readonly<Record<string, ScriptedVm>>;
  readonly hosts?: readonly ScriptedHost[];
  readonly failing?: readonly ("Status" | "GetInfo" | "Admin.Status")[];
}

/** Sources that answer from a script, by teepod, and keep a list of the calls made. */
export interface ScriptedSources extends EvidenceSources {
  readonly calls: readonly string[];
}

const FAILED = { kind: "failed", why: "status 400" } as const;

/** Answers from `scripts`; each answer is given only once `before` has settled, which is told what was called. */
export const scriptedSources = (
  scripts: Readonly<Record<string, Script>>,
  before: (call: string) => Promise<void> = async () => {},
): ScriptedSources => {
  const calls: string[] = [];
  const called = async (call: string): Promise<void> => {
    calls.push(call);
    await before(call);
  };
  return {
    calls,
    teepodState: async (teepod, vmUuids): Promise<Answer<ReadonlyMap<string, ReportedId>>> => {
      await called(`Status ${teepod} ${vmUuids.length}`);
      const { vms = {}, failing = [] } = scripts[teepod] ?? {};
      if (failing.includes("Status")) return FAILED;
      const known = vmUuids.filter((vmUuid) => vmUuid in vms);
      return {
        kind: "answered",
        value: new Map(known.map((vmUuid) => [vmUuid, readReportedId(vms[vmUuid]?.state)])),
      };
    },
    teepodInfo: async (teepod, vmUuid): Promise<Answer<ReportedId>> => {
      await called(`GetInfo ${teepod} ${vmUuid}`);
      const { vms = {}, failing = [] } = scripts[teepod] ?? {};
      return failing.includes("GetInfo") ? FAILED : { kind: "answered", value: readReportedId(vms[vmUuid]?.info) };
    },
    gatewayHosts: async (teepod): Promise<Answer<GatewayHosts>> => {
      await called(`Admin.Status ${teepod}`);
      const { hosts = [], failing = [] } = scripts[teepod] ?? {};
      if (failing.includes("Admin.Status")) return FAILED;
      const listed = hosts.map((host) => ({ latest_handshake: HANDSHAKES.alive, ...host }));
      const listing = readAdminStatus({ hosts: listed });
      return listing.kind === "failed" ? listing : { kind: "answered", value: hostsAt(listing.value, MOMENT) };
    },
  };
};
