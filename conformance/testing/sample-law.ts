import { defineLaw, type ExchangeLaw } from "../laws/define-law.ts";
import { held } from "../cases/judgement.ts";

/** A must law that holds of every exchange, for tests that need some law. */
export const sampleLaw = (id: string): ExchangeLaw =>
  defineLaw({
    id,
    level: "must",
    says: "",
    source: "",
    missing: "",
    kills: [],
    holds: [],
    broken: [],
    judge: () => held,
  });
