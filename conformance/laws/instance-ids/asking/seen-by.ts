import type { CredentialName } from "../../../cases/exchange.ts";
import type { Knowledge, SeenCvm } from "../../../cases/knowledge.ts";

/** The CVMs that a credential sees; with `status`, those answered so in a preview with every filter off. */
export const seenBy = (
  knowledge: Knowledge,
  credential: CredentialName = knowledge.credential,
  status: string | null = null,
): readonly SeenCvm[] =>
  (knowledge.seen.get(credential) ?? []).filter((cvm) => status === null || cvm.status === status);
