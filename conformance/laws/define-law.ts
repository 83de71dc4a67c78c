import type { ExchangeLaw, RelationLaw } from "../cases/law.ts";

/** Declares a law about one exchange. */
export const defineLaw = (law: Omit<ExchangeLaw, "kind">): ExchangeLaw => ({ kind: "exchange", ...law });

/** Declares a law that compares several exchanges. Its `judge` takes a second parameter, without a default, where it goes by what was stored. */
export const defineRelation = (law: Omit<RelationLaw, "kind" | "readsStore">): RelationLaw => ({
  kind: "relation",
  readsStore: law.judge.length > 1,
  ...law,
});
