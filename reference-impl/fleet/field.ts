import { isObject } from "../../contract/index.ts";
import { FleetError } from "./fleet-error.ts";

/** A value of a fleet's file, and where it stands. */
export interface Field {
  readonly value: unknown;
  readonly place: string;
}

const SHOWN_CHARACTERS = 60;

const shown = (value: unknown): string => {
  if (value === undefined) return "is missing";
  const text = JSON.stringify(value);
  return `is ${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}`;
};

/** The error for a field whose value is not what it must be; `wanted` completes "Give ...". */
export const unfit = ({ value, place }: Field, wanted: string): FleetError =>
  new FleetError(place, shown(value), `Give ${wanted}.`);

/** The members of a list, each with its place. */
export const listIn = (field: Field): readonly Field[] => {
  if (!Array.isArray(field.value)) throw unfit(field, "a list");
  return field.value.map((value: unknown, index) => ({ value, place: `${field.place}[${index}]` }));
};

/** Whether the field was left out. */
export const isAbsent = ({ value }: Field): boolean => value === undefined;

/** Gives the named members of an object. Any other member is an error, because it would be ignored in silence. */
export const membersOf = <Name extends string>(field: Field, names: readonly Name[]): ((name: Name) => Field) => {
  const { value, place } = field;
  if (!isObject(value)) throw unfit(field, `an object with ${names.join(", ")}`);
  const known: readonly string[] = names;
  const placeOf = (name: string): string => (place === "" ? name : `${place}.${name}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new FleetError(placeOf(unknown), "is not known", `Take it out, or use one of: ${names.join(", ")}.`);
  return (name) => ({ value: Object.hasOwn(value, name) ? value[name] : undefined, place: placeOf(name) });
};

/** A string. */
export const textIn = (field: Field): string => {
  if (typeof field.value !== "string") throw unfit(field, "a string");
  return field.value;
};

/** A string that is not empty. */
export const nameIn = (field: Field): string => {
  const text = textIn(field);
  if (text === "") throw unfit(field, "a string that is not empty");
  return text;
};

/** A string or null; what is left out is null. */
export const textOrNullIn = (field: Field): string | null => (field.value == null ? null : textIn(field));

/** A boolean; what is left out is false. */
export const flagIn = (field: Field): boolean => {
  if (isAbsent(field)) return false;
  if (typeof field.value !== "boolean") throw unfit(field, "true or false");
  return field.value;
};

/** An integer from `min` to the largest that is exact. */
export const integerIn = (field: Field, min: number): number => {
  const { value } = field;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min)
    throw unfit(field, `an integer of ${min} or more`);
  return value;
};

/** 40 lowercase hex digits. */
export const hex40In = (field: Field): string => {
  const text = textIn(field);
  if (!/^[0-9a-f]{40}$/.test(text)) throw unfit(field, "40 lowercase hex digits");
  return text;
};

/** A UUID in lower case with dashes. */
export const uuidIn = (field: Field): string => {
  const text = textIn(field);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw unfit(field, "a UUID in lower case with dashes");
  return text;
};

/** Throws where two members of a list have one key. `keyOf` gives a member's key, or null where it has none. */
export const checkDistinct = <Member>(
  members: readonly Member[],
  place: string,
  what: string,
  keyOf: (member: Member) => string | number | null,
): void => {
  const indexByKey = new Map<string | number, number>();
  members.forEach((member, index) => {
    const key = keyOf(member);
    if (key === null) return;
    const first = indexByKey.get(key);
    if (first !== undefined)
      throw new FleetError(
        `${place}[${index}]`,
        `has the ${what} ${JSON.stringify(key)}, which ${place}[${first}] has as well`,
        "Give each its own.",
      );
    indexByKey.set(key, index);
  });
};
