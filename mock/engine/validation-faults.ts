/** One fault of a request, in FastAPI's shape and pydantic v2's words. Source: openapi.json#/components/schemas/ValidationError */
export interface ValidationFault {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Readonly<Record<string, string>>;
}

/** What Prism says of a place in a request. */
export interface Diagnostic {
  readonly path?: readonly string[] | undefined;
  /** The keyword that the value breaks. */
  readonly code?: string | number | undefined;
  readonly message: string;
}

type Words = Pick<ValidationFault, "msg" | "type">;

const NO_BODY: Words = { msg: "Field required", type: "missing" };
const NO_OBJECT: Words = {
  msg: "Input should be a valid dictionary or object to extract fields from",
  type: "model_attributes_type",
};
const TYPES: ReadonlyMap<string, Words> = new Map([
  ["integer", { msg: "Input should be a valid integer", type: "int_type" }],
  ["boolean", { msg: "Input should be a valid boolean", type: "bool_type" }],
  ["array", { msg: "Input should be a valid list", type: "list_type" }],
  ["string", { msg: "Input should be a valid string", type: "string_type" }],
  ["object", NO_OBJECT],
]);
const FRACTION: Words = {
  msg: "Input should be a valid integer, got a number with a fractional part",
  type: "int_from_float",
};

/** What a message of ajv asks for: the end of it. */
const wanted = (message: string): string => /must be (?:[<>]= )?(\S+)$/.exec(message)?.[1] ?? "";

const wordsFor = ({ code, message }: Diagnostic, value: unknown): Words => {
  switch (code) {
    case "type":
      if (wanted(message) === "integer" && typeof value === "number") return FRACTION;
      return TYPES.get(wanted(message)) ?? { msg: message, type: "type" };
    case "minimum":
      return { msg: `Input should be greater than or equal to ${wanted(message)}`, type: "greater_than_equal" };
    case "maximum":
      return { msg: `Input should be less than or equal to ${wanted(message)}`, type: "less_than_equal" };
    default:
      return { msg: message, type: String(code ?? "invalid") };
  }
};

const memberAt = (holder: unknown, key: string): unknown =>
  typeof holder === "object" && holder !== null
    ? Object.getOwnPropertyDescriptor(holder, Array.isArray(holder) ? Number(key) : key)?.value
    : undefined;

/** That a choice of schemas failed says less than why; and of a list that may be null, that it is not null says nothing. */
const isNoise = ({ code, message }: Diagnostic): boolean =>
  code === "anyOf" || (code === "type" && wanted(message) === "null");

/** No more are listed, so that an answer is not much longer than the body that it answers. */
const MAX_FAULTS = 10_000;
const MORE: ValidationFault = {
  loc: ["body"],
  msg: `Only the first ${MAX_FAULTS} faults are listed`,
  type: "too_many_faults",
};

/** Puts Prism's diagnostics of a body in FastAPI's shape, one a place. */
export const faultsFrom = (diagnostics: readonly Diagnostic[], body: unknown): readonly ValidationFault[] => {
  const firstAt = new Map<string, ValidationFault>();
  for (const diagnostic of diagnostics) {
    const [, ...keys] = diagnostic.path ?? [];
    const place = keys.join("/");
    if (isNoise(diagnostic) || firstAt.has(place)) continue;
    if (firstAt.size === MAX_FAULTS) return [...firstAt.values(), MORE];
    const loc: (string | number)[] = ["body"];
    let value = body;
    for (const key of keys) {
      loc.push(Array.isArray(value) ? Number(key) : key);
      value = memberAt(value, key);
    }
    firstAt.set(place, { loc, ...(keys.length === 0 && !value ? emptyBodyWords(value) : wordsFor(diagnostic, value)) });
  }
  return [...firstAt.values()];
};

/** Prism takes every falsy body for none; FastAPI does so for null alone. */
const emptyBodyWords = (body: unknown): Words => (body === null || body === undefined ? NO_BODY : NO_OBJECT);
