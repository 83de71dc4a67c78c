import type { RefreshItem } from "./refresh-answer.ts";

/** The forms of an app id, which its replicas share: the only form that may name several CVMs. */
const APP_ID = /^(app_)?[0-9a-f]{40}$/i;

/** A primary key as it is written, no longer than one of 64 bits. */
const CVM_ID = /^[1-9]\d{0,18}$/;

/** One form for the spellings of an identifier: case and the dashes of a UUID aside. */
const roughForm = (name: string): string => name.replaceAll("-", "").toLowerCase();

/** Whether an identifier may name several CVMs. */
export const mayNameSeveral = (name: string): boolean => APP_ID.test(name);

/** The rough forms of all that an item's CVM is seen to go by. */
const formsOf = ({ cvmId, identifier, oldInstanceId, newInstanceId }: RefreshItem): readonly string[] =>
  [String(cvmId), identifier, `instance_${oldInstanceId}`, `instance_${newInstanceId}`].map(roughForm);

/** For each item those of the names that are seen to be its CVM's, in whatever spelling. */
const namesByItem = (names: Iterable<string>, items: readonly RefreshItem[]): readonly (readonly string[])[] => {
  const byForm = Map.groupBy(names, roughForm);
  return items.map((item) => [...new Set(formsOf(item))].flatMap((form) => byForm.get(form) ?? []));
};

/** Which of the names must have named a CVM: those that are alone in being the name of an item's. */
export const resolvedNames = (names: ReadonlySet<string>, items: readonly RefreshItem[]): ReadonlySet<string> =>
  new Set(namesByItem(names, items).flatMap((own) => (own.length === 1 ? own : [])));

/**
 * How much a list of names can have selected at most, where each CVM counts once and a name that names none as often as it was
 * given. Of several names of one CVM a server may know a single one.
 */
export const mostSelected = (cvmIds: readonly string[], items: readonly RefreshItem[]): number => {
  const counts = new Map<string, number>();
  for (const name of cvmIds) counts.set(name, (counts.get(name) ?? 0) + 1);
  let most = cvmIds.length;
  for (const own of namesByItem(counts.keys(), items)) {
    const [known] = own.toSorted((one, other) => (counts.get(one) ?? 1) - (counts.get(other) ?? 1));
    if (known === undefined) continue;
    most -= (counts.get(known) ?? 1) - 1;
    counts.set(known, 1);
  }
  return most;
};

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
    const name = formsOf(item)
      .map((form) => byForm.get(form))
      .find((known) => known !== undefined);
    if (name === undefined) open.push(item);
    else unseen.delete(name);
  }
  return open.length > unseen.size ? open : [];
};
