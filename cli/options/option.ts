import type { Kind } from "./kind.ts";

/** One option of a command: a flag, an environment variable and a key of the configuration file at once. */
export interface Option<Value> {
  /** In kebab case, without dashes: `api-key`. */
  readonly name: string;
  readonly kind: Kind<Value>;
  /** What it does, for the help: lower case, no full stop. */
  readonly says: string;
  /** The value where none is given. */
  readonly fallback: Value;
  /** The parts of a given text that never appear in any output; null where nothing is secret. */
  readonly secretsIn: ((given: string) => readonly string[]) | null;
  /** It is a secret that no request carries, so that no server can repeat it. */
  readonly isSent?: false;
}

/** Declares an option that has a value even where none is given. */
export const option = <Value>(name: string, kind: Kind<Value>, says: string, fallback: Value): Option<Value> => ({
  name,
  kind,
  says,
  fallback,
  secretsIn: null,
});

/** Declares an option that is null where none is given. */
export const optional = <Value>(name: string, kind: Kind<Value>, says: string): Option<Value | null> => ({
  name,
  kind,
  says,
  fallback: null,
  secretsIn: null,
});

/** The same option, its value (or the parts of it that `secretsIn` names) kept out of every output. */
export const secret = <Value>(
  from: Option<Value>,
  secretsIn: (given: string) => readonly string[] = (given) => [given],
): Option<Value> => ({ ...from, secretsIn });

/** The same option, its value kept out of every output, though no request carries it. */
export const unsentSecret = <Value>(from: Option<Value>): Option<Value> => ({ ...secret(from), isSent: false });

const PREFIX = "CVM_CONTRACT_";

/** The flag of an option: `--api-key`. */
export const flagOf = (name: string): string => `--${name}`;

/** The environment variable of an option: `CVM_CONTRACT_API_KEY`. */
export const variableOf = (name: string): string => `${PREFIX}${name.toUpperCase().replaceAll("-", "_")}`;

/** The configuration file's key of an option: `apiKey`. */
export const keyOf = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Whether an environment variable is one that this command claims as its own. */
export const isOurVariable = (name: string): boolean => name.startsWith(PREFIX);
