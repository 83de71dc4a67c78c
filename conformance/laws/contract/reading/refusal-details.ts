import { type ExactJson, isExactObject } from "../../../cases/exact-json.ts";
import type { Reading } from "../../../cases/reading.ts";

/** One fault that a 422 names. Source: openapi.json, /components/schemas/ValidationError. */
export interface RefusalDetail {
  readonly loc: readonly (string | number)[];
  readonly type: string;
  readonly msg: string;
}

const isToken = (value: ExactJson): value is string | number => typeof value === "string" || typeof value === "number";

const isList = (value: ExactJson | undefined): value is readonly ExactJson[] => Array.isArray(value);

const decodeDetail = (value: ExactJson): RefusalDetail | null => {
  if (!isExactObject(value)) return null;
  const { loc, type, msg } = value;
  if (!isList(loc) || typeof type !== "string" || typeof msg !== "string") return null;
  const tokens = loc.filter(isToken);
  return tokens.length === loc.length ? { loc: tokens, type, msg } : null;
};

/** The faults that a refusal names, an empty list where it names none; null where the answer is not of the declared form. */
export const refusalDetails = ({ answer }: Reading): readonly RefusalDetail[] | null => {
  if (answer.kind !== "json" || answer.breaches?.length !== 0 || !isExactObject(answer.value)) return null;
  const { detail = [] } = answer.value;
  if (!isList(detail)) return null;
  const details = detail.map(decodeDetail).filter((one) => one !== null);
  return details.length === detail.length ? details : null;
};
