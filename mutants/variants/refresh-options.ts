import { isObject } from "../../contract/index.ts";

/** What a request asks for, defaults filled in. Source: openapi.json, BatchInstanceIdRefreshRequest. */
export interface RefreshOptions {
  readonly cvmIds: readonly string[] | null;
  readonly runningOnly: boolean;
  readonly missingOnly: boolean;
  readonly overwrite: boolean;
  readonly limit: number;
  readonly dryRun: boolean;
}

/** One place where a body is not what it must be: member name, then index. */
export interface BodyFault {
  readonly at: readonly (string | number)[];
  readonly problem: string;
}

/** How one variant reads the types of JSON values; each gives `undefined` where it can't. */
export interface TypeReader {
  readonly integer: (value: unknown) => number | undefined;
  readonly boolean: (value: unknown) => boolean | undefined;
  readonly string: (value: unknown) => string | undefined;
}

/** The types of JSON Schema, taken at their word. */
export const strictTypes: TypeReader = Object.freeze({
  integer: (value: unknown) => (typeof value === "number" && Number.isInteger(value) ? value : undefined),
  boolean: (value: unknown) => (typeof value === "boolean" ? value : undefined),
  string: (value: unknown) => (typeof value === "string" ? value : undefined),
});

const LIMIT = { default: 100, min: 1, max: 500 } as const;

/** Reads a body's options, or finds its faults, in the order of the contract's properties. Members that are not known are ignored. */
export const readOptions = (body: unknown, types: TypeReader): RefreshOptions | readonly BodyFault[] => {
  if (!isObject(body)) return [{ at: [], problem: "must be an object" }];
  const faults: BodyFault[] = [];
  const fault = (at: BodyFault["at"], problem: string): void => {
    faults.push({ at, problem });
  };
  const member = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined);

  const flag = (name: string, byDefault: boolean): boolean => {
    const value = member(name);
    if (value === undefined) return byDefault;
    const read = types.boolean(value);
    if (read === undefined) fault([name], "must be a boolean");
    return read ?? byDefault;
  };

  const identifiers = (): readonly string[] | null => {
    const value = member("cvm_ids");
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) {
      fault(["cvm_ids"], "must be a list or null");
      return null;
    }
    return value.map((entry: unknown, index) => {
      const read = types.string(entry);
      if (read === undefined) fault(["cvm_ids", index], "must be a string");
      return read ?? "";
    });
  };

  const limit = (): number => {
    const value = member("limit");
    if (value === undefined) return LIMIT.default;
    const read = types.integer(value);
    if (read === undefined) fault(["limit"], "must be an integer");
    else if (read < LIMIT.min || read > LIMIT.max) fault(["limit"], `must be from ${LIMIT.min} to ${LIMIT.max}`);
    return read ?? LIMIT.default;
  };

  const options: RefreshOptions = {
    cvmIds: identifiers(),
    runningOnly: flag("running_only", true),
    missingOnly: flag("missing_only", true),
    overwrite: flag("overwrite", false),
    limit: limit(),
    dryRun: flag("dry_run", false),
  };
  return faults.length === 0 ? options : faults;
};

/** Whether reading found faults. */
export const isFaulty = (read: RefreshOptions | readonly BodyFault[]): read is readonly BodyFault[] =>
  Array.isArray(read);
