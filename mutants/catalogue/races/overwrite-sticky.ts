import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-sticky",
  bug: "Once a request has asked for `overwrite`, all do.",
  changes: {
    at: "steps",
    make: ({ toRefreshOptions }) => {
      let isOn = false;
      return {
        toRefreshOptions: (request) => {
          isOn ||= request.overwrite === true;
          return { ...toRefreshOptions(request), overwrite: isOn };
        },
      };
    },
  },
  killedBy: ["no-overwrite-without-leave"],
});
