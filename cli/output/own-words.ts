import { derivedKeyNames, phaseNames } from "../../conformance/index.ts";

/** Words of closed sets of our own that stand in outputs: no key is told by them, though one may be spelled so. Laws' ids are others. */
export const ownWords: readonly string[] = Object.freeze([
  ...derivedKeyNames,
  ...phaseNames,
  ...["reference", "not-exercised", "harness-error", "unstable", "conforms", "inconclusive", "interrupted"],
  ...["fingerprint", "discriminator", "credential", "findings", "evidence", "requests", "response", "baseline"],
]);
