import type { MutantChange } from "../define-mutant.ts";

/** Gives the last answer that somebody got at the right path to whoever asks at another path, as a cache in front of the server does. */
export const answerElsewhere = (isAnswered: (path: string) => boolean): MutantChange => ({
  at: "steps",
  make: ({ finishReply }) => {
    let last: ReturnType<typeof finishReply> | null = null;
    let lastPath = "";
    return {
      finishReply: (reply, request) => {
        const finished = finishReply(reply, request);
        if (finished.status === 200 && request.method === "PATCH") [last, lastPath] = [finished, request.url];
        const isElsewhere =
          [401, 404].includes(finished.status) && request.method === "PATCH" && request.url !== lastPath;
        return isElsewhere && last !== null && isAnswered(request.url) ? last : finished;
      },
    };
  },
});
