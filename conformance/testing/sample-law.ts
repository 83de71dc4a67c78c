import { held } from "../cases/judgement.ts";
import type { ExchangeLaw } from "../cases/law.ts";
import { defineLaw } from "../laws/define-law.ts";

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
