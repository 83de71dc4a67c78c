import type { Exchange } from "../cases/exchange.ts";
import type { EngineParts } from "./engine-parts.ts";

/** The laws that an exchange breaks by itself; it is no evidence. */
export const lawsBrokenBy = (
  exchange: Exchange,
  { judge, book }: Pick<EngineParts, "judge" | "book">,
): readonly string[] => book.judge([judge(exchange)], null, null, false).breaches.map(({ law }) => law.id);
