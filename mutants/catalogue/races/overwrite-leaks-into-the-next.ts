import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-leaks-into-the-next",
  bug: "`overwrite` holds for the next request, too.",
  changes: {
    at: "steps",
    make: ({ toRefreshOptions }) => {
      let wasOn = false;
      return {
        toRefreshOptions: (request) => {
          const options = toRefreshOptions(request);
          const overwrite = options.overwrite || wasOn;
          wasOn = options.overwrite;
          return { ...options, overwrite };
        },
      };
    },
  },
  killedBy: ["overwrite-is-not-sticky", "no-overwrite-without-leave"],
});
