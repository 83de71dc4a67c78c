import { variantKeys } from "./access.ts";
import { type Listener, listenJson, type Received, type Reply } from "./json-listener.ts";
import { lenientFastapi } from "./lenient-fastapi.ts";
import { stockFastapi } from "./stock-fastapi.ts";
import { strictOther } from "./strict-other.ts";
import { terse } from "./terse.ts";

/** A correct server that chooses otherwise than the reference wherever the contract leaves a choice. */
export type VariantName = "lenient-fastapi" | "stock-fastapi" | "terse" | "strict-other";

interface Maker {
  readonly create: () => (request: Received) => Reply;
  readonly needsKey: boolean;
}

const MAKERS: Readonly<Record<VariantName, Maker>> = Object.freeze({
  "lenient-fastapi": { create: lenientFastapi, needsKey: true },
  "stock-fastapi": { create: stockFastapi, needsKey: true },
  terse: { create: terse, needsKey: true },
  "strict-other": { create: strictOther, needsKey: false },
});

/** The names of all variants. */
export const variantNames: readonly VariantName[] = Object.freeze([
  "lenient-fastapi",
  "stock-fastapi",
  "terse",
  "strict-other",
]);

/** A running variant. Its keys, for `X-API-Key`, are null where it needs none. */
export interface Variant extends Listener {
  /** A member's. */
  readonly key: string | null;
  /** A member's of another workspace. */
  readonly otherKey: string | null;
  readonly adminKey: string | null;
}

/** Starts a variant with fresh data on a free loopback port. */
export const startVariant = async (name: VariantName): Promise<Variant> => {
  const { create, needsKey } = MAKERS[name];
  const { member, other, admin } = variantKeys;
  return {
    ...(await listenJson(create())),
    key: needsKey ? member : null,
    otherKey: needsKey ? other : null,
    adminKey: needsKey ? admin : null,
  };
};
