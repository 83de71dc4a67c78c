import type { ExchangeLaw, RelationLaw } from "../cases/law.ts";

/** A law without what is filled in: its kind, and the mutants that it catches, of which there are some in the project's own repository alone. */
type Declared<Declaration extends ExchangeLaw | RelationLaw> = Omit<Declaration, "kind" | "kills"> &
  Partial<Pick<Declaration, "kills">>;

/** Declares a law about one exchange. */
export const defineLaw = (law: Declared<ExchangeLaw>): ExchangeLaw => ({ kills: [], ...law, kind: "exchange" });

/** Declares a law that compares several exchanges. */
export const defineRelation = (law: Declared<RelationLaw>): RelationLaw => ({ kills: [], ...law, kind: "relation" });
