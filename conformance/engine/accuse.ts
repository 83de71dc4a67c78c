import type { Exchange } from "../cases/exchange.ts";
import type { Sighting } from "../cases/trial.ts";
import type { Judging } from "./laws-broken-by.ts";

/** The first law that an exchange breaks by itself, or null. */
export const accuse = (exchange: Exchange, { judge, book }: Judging): Sighting | null => {
  const readings = [judge(exchange)];
  const judged = book.judge(readings, null, null, true);
  const [breach] = judged.breaches;
  return breach === undefined ? null : { trial: { readings, ...judged }, breach };
};
