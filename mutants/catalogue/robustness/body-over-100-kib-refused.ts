import { defineMutant } from "../../define-mutant.ts";

const MOST_BYTES = 100 * 1024;

/** What the reader says of a body that is too long, for the answer to go by. */
const TOO_LARGE = "entity.too.large";

export default defineMutant({
  name: "body-over-100-kib-refused",
  bug: "A body of more than 100 KiB is answered 413, as the framework's own default has it.",
  changes: {
    at: "steps",
    make: ({ readJson, finishReply }) => ({
      readJson: (body, contentType) =>
        body.length > MOST_BYTES
          ? { kind: "unreadable", faults: [{ loc: ["body"], msg: "request entity too large", type: TOO_LARGE }] }
          : readJson(body, contentType),
      finishReply: (reply, request) =>
        finishReply(
          reply.status === 422 && JSON.stringify(reply.body).includes(TOO_LARGE) ? { ...reply, status: 413 } : reply,
          request,
        ),
    }),
  },
  killedBy: ["status-is-declared"],
});
