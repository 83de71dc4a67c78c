import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { deriveInstanceId } from "./derive-instance-id.ts";

/** Makes the random parts of a fleet; each call goes on in one sequence that the seed decides. */
export interface IdentitySource {
  /** 40 lowercase hex digits. */
  readonly appId: () => string;
  /** A UUIDv4, lower case, with dashes. */
  readonly vmUuid: () => string;
  /** The instance id of a new VM of the app: 40 lowercase hex digits. */
  readonly instanceId: (appId: string) => string;
  /** An integer from `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number;
  /** The same members in another order. */
  readonly shuffled: <Member>(members: readonly Member[]) => readonly Member[];
}

/** Starts a sequence of identities; `seed` is a 32-bit integer. */
export const identitySource = (seed: number): IdentitySource => {
  const generator = xoroshiro128plus(seed);
  const integer = (min: number, max: number): number => uniformInt(generator, min, max);
  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, () => integer(0, 255)));
  return {
    integer,
    appId: () => bytes(20).toString("hex"),
    vmUuid: () => {
      const hex = bytes(16).toString("hex");
      const variant = "89ab".charAt(integer(0, 3));
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    instanceId: (appId) => deriveInstanceId(bytes(20), appId),
    shuffled: (members) =>
      members
        .map((member) => ({ member, rank: integer(0, 0x7fffffff) }))
        .toSorted((left, right) => left.rank - right.rank)
        .map(({ member }) => member),
  };
};
