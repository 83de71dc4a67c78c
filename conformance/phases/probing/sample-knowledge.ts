import type { CredentialName } from "../../cases/exchange.ts";
import type { Knowledge, SeenCvm } from "../../cases/knowledge.ts";

const idOf = (digit: string): string => digit.repeat(40);

const KINDS: readonly Pick<SeenCvm, "status" | "oldInstanceId" | "newInstanceId" | "reason">[] = [
  { status: "updated", oldInstanceId: null, newInstanceId: idOf("a"), reason: null },
  { status: "unchanged", oldInstanceId: idOf("b"), newInstanceId: idOf("b"), reason: "already_synced" },
  { status: "conflict", oldInstanceId: idOf("c"), newInstanceId: idOf("d"), reason: "instance_id_differs" },
  { status: "skipped", oldInstanceId: null, newInstanceId: null, reason: "instance_id_not_found" },
];

/** Stands in for what a probe learns where no server is asked: each key sees a CVM of each kind, with numbers from `first` on. */
export const sampleKnowledge = (credentials: readonly CredentialName[], first = 1): Knowledge => ({
  learned: new Map(),
  seen: new Map(
    credentials.map((credential, index) => [
      credential,
      KINDS.map((kind, place) => {
        const cvmId = first + index * KINDS.length + place;
        const identifier = `00000000-0000-4000-8000-${String(cvmId).padStart(12, "0")}`;
        return { cvmId, identifier, source: "teepod_state", ...kind };
      }),
    ]),
  ),
  working: new Set(credentials),
  credential: credentials[0] ?? "none",
});

/** Hardly a CVM that a server has. */
const FAR = 2 ** 40;

/** What was learned, with what stands in for what these further keys would have shown. */
export const withSample = (knowledge: Knowledge, unsent: readonly CredentialName[]): Knowledge => {
  const { seen, working } = sampleKnowledge(unsent, FAR);
  return {
    ...knowledge,
    seen: new Map([...knowledge.seen, ...seen]),
    working: new Set([...knowledge.working, ...working]),
  };
};
