import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-sticky-for-same-ids",
  bug: "`overwrite` holds for whoever names the same CVMs next.",
  changes: {
    at: "steps",
    make: ({ toRefreshOptions }) => {
      let last = "";
      return {
        toRefreshOptions: (request) => {
          const options = toRefreshOptions(request);
          const named = JSON.stringify(options.cvmIds);
          const overwrite = options.overwrite || (last === named && options.cvmIds !== null);
          last = options.overwrite ? named : "";
          return { ...options, overwrite };
        },
      };
    },
  },
  killedBy: ["overwrite-is-not-sticky"],
});
