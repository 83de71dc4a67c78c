import type { Exchange } from "../cases/exchange.ts";
import type { Sighting } from "../cases/trial.ts";
import type { EngineParts } from "./engine-parts.ts";

/** The first law that an exchange breaks by itself, or null. */
export const accuse = (exchange: Exchange, { judge, book }: Pick<EngineParts, "judge" | "book">): Sighting | null => {
  const readings = [judge(exchange)];
  const judged = book.judge(readings, null, null, true);
  const [breach] = judged.breaches;
  return breach === undefined ? null : { trial: { readings, ...judged }, breach };
};
