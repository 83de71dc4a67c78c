import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-sticky",
  bug: "A request without a limit gets the limit of the one before.",
  changes: {
    at: "steps",
    make: ({ toRefreshOptions }) => {
      let last = 100;
      return {
        toRefreshOptions: (request) => {
          last = request.limit ?? last;
          return toRefreshOptions({ ...request, limit: last });
        },
      };
    },
  },
  killedBy: ["scanned-is-min-of-total-and-limit", "scanned-within-limit"],
});
