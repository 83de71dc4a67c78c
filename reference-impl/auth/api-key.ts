import { hash } from "node:crypto";

/** A key as it is kept: only its SHA-256, 32 bytes, never the key itself. */
export interface ApiKey {
  readonly name: string;
  readonly sha256: Buffer;
  readonly workspaceId: string;
  readonly isAdmin: boolean;
}

/** SHA-256 of a key's bytes. */
export const keySha256 = (key: string | Buffer): Buffer => hash("sha256", key, "buffer");
