import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "verified-every-other-time",
  bug: "The gateway is asked for every other request alone.",
  changes: {
    at: "steps",
    make: ({ toResponseBody }) => {
      let isVerifying = false;
      return {
        toResponseBody: ({ total, items }) => {
          isVerifying = !isVerifying;
          return toResponseBody({
            total,
            items: items.map((item) => ({ ...item, verifiedWithGateway: item.verifiedWithGateway && isVerifying })),
          });
        },
      };
    },
  },
  killedBy: ["answers-are-repeatable"],
});
