import type { Exchange } from "../cases/exchange.ts";
import type { EngineParts } from "./engine-parts.ts";

/** What is judged with. */
export type Judging = Pick<EngineParts, "judge" | "book">;

/** The laws that an exchange breaks by itself; it is no evidence. */
export const lawsBrokenBy = (exchange: Exchange, { judge, book }: Judging): readonly string[] =>
  book.judge([judge(exchange)], null, null, false).breaches.map(({ law }) => law.id);
