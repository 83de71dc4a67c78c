import type { CredentialName } from "../../../cases/exchange.ts";
import type { Knowledge, SeenCvm } from "../../../cases/knowledge.ts";
import { foreignCvms } from "./foreign-cvms.ts";
import { seenBy } from "./seen-by.ts";

const OWNERS = ["member", "other"] as const;

/** A member, and CVMs of its workspace. */
export interface Owned {
  readonly owner: CredentialName;
  readonly cvms: readonly SeenCvm[];
}

/**
 * By member, what lies outside the admin's workspace; members without any are left out. Where the admin's scan covers whatever
 * the members see, two who share nothing are of two workspaces, and one of these at least is not the admin's.
 */
export const outsideTheAdmin = (knowledge: Knowledge): readonly Owned[] => {
  const foreign = OWNERS.map((owner): Owned => ({ owner, cvms: foreignCvms(knowledge, owner, "admin") }));
  const isKnown = foreign.some(({ cvms }) => cvms.length > 0) || !knowledge.working.has("admin");
  const areApart = foreignCvms(knowledge, "other", "member").length > 0;
  const owned = isKnown || !areApart ? foreign : OWNERS.map((owner) => ({ owner, cvms: seenBy(knowledge, owner) }));
  return owned.filter(({ cvms }) => cvms.length > 0);
};
