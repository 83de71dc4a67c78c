import { judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleAnswer, exampleRefusal } from "../example-answer.ts";
import { isAboutAccess, isRedirection } from "./reading/answered-status.ts";

const WELL_FORMED = { json: { limit: 1 } };
/** No bound that a server sets to a body's size is to be smaller. */
const SHORT_BODY_BYTES = 64 * 1024;

const NEW_KEY = { ...WELL_FORMED, credentialHasWorked: false };

export default defineLaw({
  id: "status-is-declared",
  level: "must",
  says: "A well-formed request is answered with a status that the contract declares for the operation (only a should where a body of 64 KiB to 1 MiB is refused with 413, or where the body goes in chunks).",
  source:
    "openapi.json, `responses` of the operation. 401 and 403 answer for access (RFC 9110 sections 15.5.2 and 15.5.4), unless the key has worked before; so does a redirection, as to a login, where headers of the user's were left off. 429 answers for the pace (RFC 6585 section 4). That a body in chunks is to be understood is HTTP's word (RFC 9112 section 7.1).",
  missing: "Needs an answer to a well-formed request that is not about access, with a key that works.",
  fallsWith: ["never-a-server-error"],
  kills: [
    "status-201",
    "status-204-when-nothing-changed",
    "status-409-on-conflict",
    "status-400-on-invalid",
    "body-over-100-kib-refused",
    "chunked-body-refused",
  ],
  judge: ({ request, outcome, operation, expectation }) => {
    if (expectation.kind === "tolerance" || outcome.kind === "fault") return notExercised;
    const { status } = outcome;
    // Answering too fast a client so is no breach of the contract's sense.
    if (status === 429) return notExercised;
    const isSentAway = isRedirection(status) && request.lacksHeaders === true;
    if ((isAboutAccess(status) || isSentAway) && !request.credentialHasWorked) return notExercised;
    if (operation.responses.has(status)) return judged([]);
    // The contract sets no bound to a body, but some bound every server has: that of a long body is for it to choose.
    const isForSize = status === 413 && (request.body?.length ?? 0) > SHORT_BODY_BYTES;
    // The contract says nothing of how a body is sent, and a server may insist on a length (RFC 9110 section 15.5.12).
    const isInChunks = request.isChunked === true;
    const declared = [...operation.responses.keys()].join(" or ");
    return judged([
      {
        message: `The status ${status} is not among those that the contract declares for ${operation.method} ${operation.path}${isInChunks ? ", to a body in chunks" : ""}.`,
        expected: declared,
        actual: String(status),
        discriminator: isForSize ? "status 413 for a long body" : `status ${status}${isInChunks ? " for chunks" : ""}`,
        ...(isForSize || isInChunks ? { level: "should" } : {}),
      },
    ]);
  },
  holds: [
    answered(WELL_FORMED, { json: exampleAnswer([]) }),
    answered(
      { json: { limit: 0 } },
      { status: 422, json: exampleRefusal(["body", "limit"], "greater_than_equal", "too small") },
    ),
    answered(NEW_KEY, { status: 401, json: { detail: "Not authenticated" } }),
    answered(NEW_KEY, { status: 403, json: {} }),
    answered({ ...NEW_KEY, lacksHeaders: true }, { status: 302, text: "", headers: { location: "/login" } }),
    answered(NEW_KEY, { status: 429, json: {} }),
    answered(WELL_FORMED, { status: 429, json: {} }),
    answered({ text: "{" }, { status: 400, json: {} }),
    answered({ text: `{"limit":${"9".repeat(5000)}}` }, { status: 400, json: {} }),
    answered({ method: "GET", bytes: null }, { status: 405, json: {} }),
  ],
  broken: [
    answered(WELL_FORMED, { status: 201, json: exampleAnswer([]) }),
    answered({ json: { limit: 0 } }, { status: 400, json: {} }),
    answered(WELL_FORMED, { status: 401, json: {} }),
    answered({ json: { cvm_ids: ["x".repeat(70_000)] } }, { status: 413, json: {} }),
    answered(WELL_FORMED, { status: 413, json: {} }),
    answered({ ...WELL_FORMED, isChunked: true }, { status: 411, json: {} }),
    answered(WELL_FORMED, { status: 307, text: "", headers: { location: "/elsewhere" } }),
    answered(NEW_KEY, { status: 307, text: "", headers: { location: "/elsewhere" } }),
  ],
});
