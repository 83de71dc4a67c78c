import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "answers-cached-by-path",
  bug: "A proxy caches the first answer to a path, and gives it to everybody who is let in.",
  changes: {
    at: "steps",
    make: ({ finishReply }) => {
      let first: ReturnType<typeof finishReply> | null = null;
      return {
        finishReply: (reply, request) => {
          const finished = finishReply(reply, request);
          if (finished.status !== 200 || request.method !== "PATCH") return finished;
          first ??= finished;
          return first;
        },
      };
    },
  },
  killedBy: ["scanned-is-min-of-total-and-limit"],
});
