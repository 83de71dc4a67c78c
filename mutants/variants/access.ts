import type { FleetCvm } from "./fleet.ts";
import type { Received } from "./json-listener.ts";

/** The keys of the variants that want one. */
export const variantKeys = Object.freeze({ member: "our-own-key", other: "their-own-key", admin: "staff-own-key" });

/** Whom a key belongs to. */
export interface Caller {
  readonly workspace: FleetCvm["workspace"];
  readonly isAdmin: boolean;
}

/** Who asks, by the key that the official clients send or a bearer token; null for nobody known. */
export const callerOf = ({ headers }: Received): Caller | null => {
  const key = headers["x-api-key"] ?? /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  switch (key) {
    case variantKeys.member:
      return { workspace: "ours", isAdmin: false };
    case variantKeys.other:
      return { workspace: "theirs", isAdmin: false };
    case variantKeys.admin:
      return { workspace: "staff", isAdmin: true };
    default:
      return null;
  }
};
