import type { Caller } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Remembers callers that were let in by a part of their key, and spares the look at the whole where that is known. */
export const rememberCallers = (partOf: (key: string) => string): MutantChange => ({
  at: "steps",
  make: ({ authenticate }) => {
    const callers = new Map<string, Caller>();
    return {
      authenticate: (keys, headers) => {
        const key = headers["x-api-key"];
        if (typeof key !== "string") return authenticate(keys, headers);
        const known = callers.get(partOf(key));
        if (known !== undefined) return known;
        const caller = authenticate(keys, headers);
        if (caller !== null) callers.set(partOf(key), caller);
        return caller;
      },
    };
  },
});
