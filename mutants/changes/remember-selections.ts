import type { RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import type { Selection } from "./change-selection.ts";

/** Remembers what was selected by what `keyOf` makes of the options, whoever asks; a request without a key is not remembered. */
export const rememberSelections = (keyOf: (options: RefreshOptions) => string | null): MutantChange => ({
  at: "steps",
  make: ({ select }) => {
    const selections = new Map<string, Selection>();
    return {
      select: async (store, caller, options) => {
        const key = keyOf(options);
        const known = key === null ? undefined : selections.get(key);
        if (known !== undefined) return known;
        const selection = await select(store, caller, options);
        if (key !== null) selections.set(key, selection);
        return selection;
      },
    };
  },
});
