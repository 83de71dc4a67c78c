import { createHash } from "node:crypto";

const named = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);

/**
 * Names the way in which a law was broken: the law, the operation and the discriminator, as 12 hex digits. Fingerprints of version 0.1.0
 * are these.
 */
export const fingerprintOf = (law: string, operation: string, discriminator: string): string =>
  named([law, operation, discriminator]);

/** Names one bug: the way in which a law was broken, and what the smallest requests that show it have in them (codes of traits, sorted), as 12 hex digits. */
export const identityOf = (law: string, operation: string, discriminator: string, traits: readonly string[]): string =>
  named([law, operation, discriminator, traits]);
