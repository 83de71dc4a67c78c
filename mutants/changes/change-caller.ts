import type { Caller, RequestHeaders, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Takes whoever asks for someone else; null is nobody. `authenticate` looks at the key as it should. */
export const changeCaller = (
  change: (caller: Caller | null, headers: RequestHeaders, keys: Parameters<Seams["authenticate"]>[0]) => Caller | null,
): MutantChange => ({
  at: "steps",
  make: ({ authenticate }) => ({
    authenticate: (keys, headers) => change(authenticate(keys, headers), headers, keys),
  }),
});
