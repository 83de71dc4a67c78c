import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "key-looked-at-when-all-is-done",
  bug: "Whoever asks is served as the first key's owner, and refused at the end where the key was a wrong one.",
  changes: {
    at: "steps",
    make: ({ authenticate, finishReply }) => {
      const strangers = new WeakSet<object>();
      return {
        authenticate: (keys, headers) => {
          const caller = authenticate(keys, headers);
          if (caller === null) strangers.add(headers);
          return caller ?? keys[0] ?? null;
        },
        finishReply: (reply, request) =>
          strangers.has(request.headers)
            ? finishReply({ ...reply, status: 401, body: { detail: "Not authenticated" } }, request)
            : finishReply(reply, request),
      };
    },
  },
  killedBy: ["refused-callers-write-nothing"],
});
