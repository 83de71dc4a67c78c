import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { isAboutAccess, isRedirection } from "./reading/answered-status.ts";

/** Methods that every server knows. HEAD and OPTIONS may be answered for any path (CORS among others), the rest may be 501. */
const ORDINARY: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

export default defineLaw({
  id: "wrong-method-is-405",
  level: "should",
  says: "A method that the contract does not declare for the path is answered 405.",
  source: "RFC 9110 section 15.5.6; openapi.json, the methods of the path.",
  missing: "Needs an answer that is not about access to another method on the path.",
  sentIn: ["boundary"],
  besideOperation: true,
  kills: ["404-on-wrong-method", "any-method-accepted"],
  judge: ({ request, outcome, expectation }) => {
    if (expectation.kind !== "tolerance" || !expectation.irregularities.includes("other-method")) return notExercised;
    if (outcome.kind === "fault" || !ORDINARY.has(request.method)) return notExercised;
    const { status } = outcome;
    const isAboutAnotherMatter = isAboutAccess(status) || status >= 500 || isRedirection(status);
    if (isAboutAnotherMatter) return notExercised;
    if (status === 405) return held;
    return judged([
      {
        message: `The contract declares no ${request.method} for the path, and the answer does not say so.`,
        expected: "405",
        actual: String(status),
        discriminator: `status ${status}`,
      },
    ]);
  },
  holds: [
    answered({ method: "GET", bytes: null }, { status: 405, json: {}, headers: { allow: "PATCH" } }),
    answered({ method: "POST" }, { status: 405, json: {} }),
    answered({ method: "GET", bytes: null }, { status: 401, json: {} }),
    answered({ method: "OPTIONS", bytes: null }, { status: 204, text: "" }),
    answered({ method: "OPTIONS", bytes: null }, { status: 200, text: "" }),
    answered({ method: "HEAD", bytes: null }, { status: 404, text: "" }),
    answered({ method: "PUT" }, { status: 501, text: "" }),
  ],
  broken: [
    answered({ method: "GET", bytes: null }, { status: 404, json: {} }),
    answered({ method: "POST" }, { status: 200, json: {} }),
    answered({ method: "POST" }, { status: 422, json: {} }),
  ],
});
