import type { RecordedCvm } from "../scenarios/scenario.ts";

/** The CVM that a string of `cvm_ids` names, or why it names none. */
export type Named = RecordedCvm | "not_found" | "ambiguous_identifier" | "invalid_identifier";

/** Resolves the strings of `cvm_ids` in one world. */
export type FindNamed = (identifier: string) => Named;

const MAX_CHARACTERS = 255;

/** Each form that is not a plain name, and the key under which the world knows it. The first that fits counts. */
const FORMS: readonly (readonly [form: RegExp, keyOf: (digits: string) => string])[] = Object.freeze([
  [/^(?:app_)?([0-9a-f]{40})$/i, (digits) => `app ${digits.toLowerCase()}`],
  [/^instance_([0-9a-f]{40})$/i, (digits) => `instance ${digits.toLowerCase()}`],
  [
    /^([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})$/i,
    (digits) => `uuid ${digits.replaceAll("-", "").toLowerCase()}`,
  ],
  [/^([1-9][0-9]{0,14})$/, (digits) => `id ${digits}`],
]);

/** Whether a text could be a CVM's name: some characters, not too many, none of them a control character or half of one. */
const couldName = (text: string): boolean =>
  text !== "" &&
  text.length <= 2 * MAX_CHARACTERS &&
  [...text].length <= MAX_CHARACTERS &&
  text.isWellFormed() &&
  !/\p{Cc}/u.test(text);

const keyOf = (identifier: string): string | null => {
  for (const [form, toKey] of FORMS) {
    const digits = form.exec(identifier)?.[1];
    if (digits !== undefined) return toKey(digits);
  }
  return couldName(identifier) ? `name ${identifier}` : null;
};

const keysOf = ({ cvm_id, vm_uuid, app_id, name, outcome }: RecordedCvm): readonly string[] => [
  `id ${cvm_id}`,
  `uuid ${vm_uuid.replaceAll("-", "")}`,
  `app ${app_id}`,
  `name ${name}`,
  ...(outcome.old_instance_id === null ? [] : [`instance ${outcome.old_instance_id}`]),
];

/**
 * Makes the index of one world. A CVM goes by its `cvm_id`, its `vm_uuid` with or without dashes, its `app_id` bare or behind `app_`, its
 * stored instance id behind `instance_`, and its name.
 */
export const indexOf = (cvms: readonly RecordedCvm[]): FindNamed => {
  const byKey = new Map<string, RecordedCvm | "ambiguous_identifier">();
  for (const cvm of cvms) for (const key of keysOf(cvm)) byKey.set(key, byKey.has(key) ? "ambiguous_identifier" : cvm);
  return (identifier) => {
    const key = keyOf(identifier);
    return key === null ? "invalid_identifier" : (byKey.get(key) ?? "not_found");
  };
};
