import type { Caller } from "../../../reference-impl/index.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-key-means-the-caller-before",
  bug: "A key that is empty leaves the variable as it is that holds the caller, and a wrong one clears it.",
  changes: {
    at: "steps",
    make: ({ authenticate }) => {
      let current: Caller | null = null;
      return {
        authenticate: (keys, headers) => {
          if (headers["x-api-key"] !== "") current = authenticate(keys, headers);
          return current;
        },
      };
    },
  },
  killedBy: ["altered-key-is-refused"],
});
