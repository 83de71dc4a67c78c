import type { ExchangeLaw, RelationLaw } from "../cases/law.ts";

/** Declares a law about one exchange. */
export const defineLaw = (law: Omit<ExchangeLaw, "kind">): ExchangeLaw => ({ kind: "exchange", ...law });

/** Declares a law that compares several exchanges. */
export const defineRelation = (law: Omit<RelationLaw, "kind">): RelationLaw => ({ kind: "relation", ...law });
