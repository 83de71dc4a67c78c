import type { RefreshAnswer } from "./refresh-answer.ts";

/** Whether a limit kept some of what was selected from the items: `scanned` may be wrong, and would have it that all of them are there, or not. */
export const isCut = ({ total, items }: RefreshAnswer): boolean => items.length < total;
