import { hash } from "node:crypto";
import type { Case } from "./case.ts";
import type { PhaseName } from "./phase-name.ts";

const MODULUS = 1n << 256n;

/** A tally's digest of no cases at all. */
const NOTHING = 0n;

const text = (digest: bigint): string => digest.toString(16).padStart(64, "0");

const caseDigest = (testCase: Case, phase: PhaseName): bigint => {
  const { relation, plans } = testCase;
  return BigInt(`0x${hash("sha256", JSON.stringify([phase, relation?.id ?? null, plans]))}`);
};

/**
 * Counts cases, and tells sets of them apart: the digest is the sum of the cases' own, so that it does not depend on the order in
 * which they were sent, and the digests of shards add up to that of the whole.
 */
export class CaseTally {
  #count = 0;
  #digest = NOTHING;

  add(testCase: Case, phase: PhaseName): void {
    this.#count += 1;
    this.#digest = (this.#digest + caseDigest(testCase, phase)) % MODULUS;
  }

  get count(): number {
    return this.#count;
  }

  /** 64 lowercase hex digits. */
  get digest(): string {
    return text(this.#digest);
  }
}

/** The digest of several sets of cases taken together, given the digest of each. */
export const digestOfAll = (digests: readonly string[]): string =>
  text(digests.reduce((sum, digest) => (sum + BigInt(`0x${digest}`)) % MODULUS, NOTHING));
