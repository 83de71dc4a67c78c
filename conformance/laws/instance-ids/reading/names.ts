import type { RefreshItem } from "./refresh-answer.ts";

/** The forms of an app id, which its replicas share: the only form that may name several CVMs. */
const APP_ID = /^(app_)?[0-9a-f]{40}$/i;

/** A primary key as it is written, no longer than one of 64 bits. */
const CVM_ID = /^[1-9]\d{0,18}$/;

/** One form for the spellings of an identifier: case and the dashes of a UUID aside. */
const roughForm = (name: string): string => name.replaceAll("-", "").toLowerCase();

/** Whether an identifier may name several CVMs. */
export const mayNameSeveral = (name: string): boolean => APP_ID.test(name);

/**
 * The items of CVMs that none of the names can have named. A name that can be told from no item (an answer may call a CVM
 * otherwise than the request did) may have named any one of them; a `cvm_id` names its own CVM only.
 */
export const unnamedItems = (names: ReadonlySet<string>, items: readonly RefreshItem[]): readonly RefreshItem[] => {
  const byForm = new Map<string, string>();
  for (const name of names) byForm.set(roughForm(name), name);
  const unseen = new Set([...names].filter((name) => !CVM_ID.test(name)));
  const open: RefreshItem[] = [];
  for (const item of items) {
    const aliases = [
      String(item.cvmId),
      item.identifier,
      `instance_${item.oldInstanceId}`,
      `instance_${item.newInstanceId}`,
    ];
    const name = aliases.map((alias) => byForm.get(roughForm(alias))).find((known) => known !== undefined);
    if (name === undefined) open.push(item);
    else unseen.delete(name);
  }
  return open.length > unseen.size ? open : [];
};
