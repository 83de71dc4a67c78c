import { jsonLine } from "../../json-line.ts";
import type { RefreshItem } from "./refresh-answer.ts";

/** Whether an answer names an instance id: blank and absent count as none. */
export const isNamed = (instanceId: string | null): instanceId is string =>
  instanceId !== null && instanceId.trim() !== "";

/** Whether an item is of a CVM, and not the sentinel of an identifier that named none. */
export const isOfCvm = ({ cvmId }: RefreshItem): boolean => cvmId > 0;

/** Whose an item is, for people, as a sentence begins. */
export const itemName = (item: RefreshItem): string =>
  isOfCvm(item) ? `CVM ${item.cvmId}` : `Identifier ${jsonLine(item.identifier)}`;

/** Whether an item says that its CVM was processed and something came of it: what a filter excludes is never answered so. */
export const isProcessed = ({ status }: RefreshItem): boolean =>
  status === "updated" || status === "unchanged" || status === "conflict";
