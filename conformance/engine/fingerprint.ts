import { createHash } from "node:crypto";

/** Names one bug: the law, the operation and the discriminator, as 12 hex digits that stay the same over runs, seeds and inputs. */
export const fingerprintOf = (law: string, operation: string, discriminator: string): string =>
  createHash("sha256")
    .update(JSON.stringify([law, operation, discriminator]))
    .digest("hex")
    .slice(0, 12);
