import type { CredentialName } from "../../../cases/exchange.ts";
import type { Knowledge, SeenCvm } from "../../../cases/knowledge.ts";
import { seenBy } from "./seen-by.ts";

/** The CVMs that `owner` sees in its workspace and `stranger` does not; none where they share any, which is to share a workspace. */
export const foreignCvms = (
  knowledge: Knowledge,
  owner: CredentialName,
  stranger: CredentialName,
): readonly SeenCvm[] => {
  const own = new Set(seenBy(knowledge, stranger).map(({ cvmId }) => cvmId));
  const theirs = seenBy(knowledge, owner);
  return knowledge.working.has(stranger) && theirs.every(({ cvmId }) => !own.has(cvmId)) ? theirs : [];
};
