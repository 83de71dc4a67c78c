import { type Keys, keyHeaders, phaseNames, type RunOptions } from "../../conformance/index.ts";
import { demoKeys, type Fleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { openMutantWorld } from "../start-mutant.ts";
import type { Subject } from "../suites/gate.ts";
import type { Leave } from "./leave.ts";
import { startFlakyFront, startMovingFleet, startVariant, variantNames } from "../variants/index.ts";

/**
 * Servers without a fault: the reference, those that choose otherwise wherever the contract leaves a choice, one behind a front that fails now and
 * then, and one whose fleet changes by itself ten times a second.
 */
export const soundServerNames = Object.freeze(["reference", ...variantNames, "flaky", "moving"] as const);

export type SoundServerName = (typeof soundServerNames)[number];

/** A running server without a fault, and how it is held to every law that it can be held to: with each of its keys, and leave to write. */
export interface SoundServer {
  readonly subject: Subject;
  readonly changes: Partial<RunOptions>;
  readonly close: () => Promise<void>;
}

const heldTo = (url: string, keys: Keys): Omit<SoundServer, "close"> => ({
  subject: { url: new URL(url), key: keys.member, allowWrites: true },
  changes: {
    phases: phaseNames,
    credentials: keys.member === null ? [] : ["member", "other", "admin"],
    credentialHeaders: keyHeaders(keys),
  },
});

const NO_CHANGE: MutantChange = { at: "steps", make: () => ({}) };

/** Starts the reference with fresh data on a free loopback port, with the fleet given or the small one, or as it may choose to be otherwise. */
export const startSoundReference = async (fleet?: Fleet, choice: MutantChange = NO_CHANGE): Promise<SoundServer> => {
  const world = await openMutantWorld(fleet);
  const server = await world.start(choice);
  const keyNamed = (name: string): string | null => demoKeys.find((key) => key.name === name)?.key ?? null;
  const { subject, changes } = heldTo(server.url, {
    member: keyNamed("member"),
    other: keyNamed("other"),
    admin: keyNamed("admin"),
  });
  return {
    subject,
    changes: { ...changes, profile: "reference", stateUrl: new URL("/__state", server.url) },
    close: async () => {
      await server.close();
      await world.close();
    },
  };
};

/** Which requests a front makes suffer does not depend on the run. */
const FRONT_SEED = 1;

const startMoving = async (): Promise<SoundServer> => {
  const { url, close } = await startMovingFleet(Date.now);
  const { subject, changes } = heldTo(url, { member: null, other: null, admin: null });
  return { subject, changes: { ...changes, stateUrl: new URL("/state", url) }, close };
};

/** Starts a server without a fault, with fresh data, on a free loopback port. */
export const startSoundServer = async (name: SoundServerName): Promise<SoundServer> => {
  if (name === "reference") return startSoundReference();
  if (name === "moving") return startMoving();
  const variant = await startVariant(name === "flaky" ? "terse" : name);
  const keys = { member: variant.key, other: variant.otherKey, admin: variant.adminKey };
  if (name !== "flaky") return { ...heldTo(variant.url, keys), close: variant.close };
  const front = await startFlakyFront(variant.url, FRONT_SEED);
  return {
    ...heldTo(front.url, keys),
    close: async () => {
      await front.close();
      await variant.close();
    },
  };
};

/** How a server is held to the laws with leave to write, or without: then the store is not shown either. */
export const heldWith = (
  leave: Leave,
  { subject, changes }: Omit<SoundServer, "close">,
): Pick<SoundServer, "subject" | "changes"> =>
  leave === "with"
    ? { subject, changes }
    : { subject: { ...subject, allowWrites: false }, changes: { ...changes, stateUrl: null } };
