import { afterEach, expect, it } from "vitest";
import type { Report } from "../../conformance/index.ts";
import { decodeFleet, type Fleet, smallFleet } from "../../reference-impl/index.ts";
import { startSoundReference } from "../false-alarms/sound-server.ts";
import { complaints, gate } from "./gate.ts";

const ZEROS = "0".repeat(40);

/** Names that laws ask about as if nobody had them, and others that look like no name. */
const NAMES = [
  "no-such-cvm",
  "no-such-cvm%",
  "no-such-cvm' OR '1'='1",
  `no-such-cvm-${"x".repeat(300)}`,
  "99999999999999999999",
  "18446744073709551616",
  "",
  " ",
  "%",
  "0",
  "-1",
  "1e3",
  "0x10",
  "null",
  "__proto__",
  "constructor",
  "../..",
];

const UUIDS = ["00000000-0000-4000-8000-000000000000", "5b1c7a52-93d4-4c1e-8a07-6f2d1e0b9c34"];
const NUMBERS = [1_999_999_999, 1_900_000_000, 1_900_000_001, 1_000_000_000];
const INSTANCE_IDS = ["c3a91f0b7de24856b1f06c5d9e8a7b4432d1e0f9"];

type Rename = readonly [from: string, to: string];

/** Another name for each of the first CVMs of a list. */
const renamed = <To>(cvms: Fleet["cvms"], to: readonly To[], rename: (cvm: Fleet["cvms"][number], to: To) => Rename) =>
  to.map((name, index) => {
    const cvm = cvms[index];
    if (cvm === undefined) throw new Error("The small fleet has fewer CVMs than there are names.");
    return rename(cvm, name);
  });

/** The small fleet, in which CVMs that a refresh would update go by these names; `isShifted` gives them to others. */
const fleetWithOddNames = (isShifted: boolean): Fleet => {
  const fleet = smallFleet(1);
  const mine = fleet.cvms.filter(({ workspaceId, status }) => workspaceId === "demo-member" && status === "running");
  const missing = mine.filter(({ instanceId, noInstanceId }) => instanceId === null && !noInstanceId);
  const stored = mine.filter(({ instanceId }) => instanceId !== null);
  const [some, others] = isShifted ? [missing.slice(9), stored.slice(9)] : [missing, stored];
  const renames = [
    ...renamed(some, UUIDS, ({ vmUuid }, to): Rename => [vmUuid, to]),
    ...renamed(some, NUMBERS, ({ cvmId }, to): Rename => [`"cvmId":${cvmId},`, `"cvmId":${to},`]),
    ...renamed(some.slice(4), [ZEROS], ({ appId }, to): Rename => [appId, to]),
    ...renamed(others, [ZEROS, ...INSTANCE_IDS], ({ instanceId }, to): Rename => [instanceId ?? "", to]),
    ...renamed(
      mine,
      NAMES,
      ({ name }, to): Rename => [`"name":${JSON.stringify(name)}`, `"name":${JSON.stringify(to)}`],
    ),
  ];
  const text = renames.reduce((json, [from, to]) => json.replaceAll(from, () => to), JSON.stringify(fleet));
  return decodeFleet(JSON.parse(text));
};

const servers: Awaited<ReturnType<typeof startSoundReference>>[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const check = async (fleet: Fleet): Promise<Report> => {
  const server = await startSoundReference(fleet);
  servers.push(server);
  return gate(server.subject, 1_000, server.changes);
};

it.each([
  ["some CVMs", false],
  ["other CVMs", true],
])(
  "the reference conforms where %s go by names that laws take for unknown",
  async (_, isShifted) => {
    const report = await check(fleetWithOddNames(isShifted));
    expect(complaints(report, "must")).toEqual([]);
    expect(complaints(report, "should")).toEqual([]);
    expect(report.laws.find(({ id }) => id === "unknown-id-spoils-nothing")?.evidence).toBeGreaterThan(10);
    expect(report.laws.find(({ id }) => id === "foreign-and-unknown-look-alike")?.evidence).toBeGreaterThan(3);
  },
  120_000,
);
