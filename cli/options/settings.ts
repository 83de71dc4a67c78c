import { UsageError } from "./usage-error.ts";
import { flagOf, type Option } from "./option.ts";

/** A value as it was given, not yet decoded, and by what: `--seed`, `CVM_CONTRACT_SEED`, `"seed" in cvm-contract.config.json`. */
export interface Given {
  readonly value: unknown;
  readonly by: string;
}

/** What was given, by option name. */
export type GivenValues = ReadonlyMap<string, Given>;

const seen = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? "nothing");

/** What a command was given: the flags first, else the environment, else the configuration file. */
export class Settings {
  readonly #layers: readonly GivenValues[];
  readonly #operands: readonly string[];

  /** `layers` go from the one that counts most to the one that counts least. */
  constructor(layers: readonly GivenValues[], operands: readonly string[]) {
    this.#layers = layers;
    this.#operands = operands;
  }

  /** The words after the command that belong to no flag. */
  get operands(): readonly string[] {
    return this.#operands;
  }

  /** Whether anything gave the option a value. */
  isGiven(option: Option<unknown>): boolean {
    return this.#given(option) !== null;
  }

  /** The option's value, or its fallback where none was given. Throws `UsageError` on a value that means nothing. */
  get<Value>(option: Option<Value>): Value {
    const given = this.#given(option);
    if (given === null) return option.fallback;
    const decoded = option.kind.decode(given.value);
    if (decoded.isValid) return decoded.value;
    const shown = option.kind.shown?.(given.value) ?? null;
    // Of an empty text there is nothing to hide.
    const isShown = option.secretsIn === null || given.value === "";
    const hidden = isShown ? seen(given.value) : "something else (not shown, it may be a key)";
    const what = shown === null ? hidden : seen(shown);
    throw new UsageError(`${given.by} needs ${decoded.expected}, but ${what} was given.`);
  }

  /** Every text that was given for the option, line by line, by whatever layer, heeded or not. */
  textsOf(option: Option<unknown>): readonly string[] {
    return this.#layers
      .flatMap((layer) => [layer.get(option.name)?.value].flat())
      .filter((value) => typeof value === "string")
      .flatMap((value) => value.split("\n"));
  }

  /** How to name the option in a message: by what gave it, or by its flag. */
  nameOf(option: Option<unknown>): string {
    return this.#given(option)?.by ?? flagOf(option.name);
  }

  #given(option: Option<unknown>): Given | null {
    return this.#layers.map((layer) => layer.get(option.name)).find((given) => given !== undefined) ?? null;
  }
}
