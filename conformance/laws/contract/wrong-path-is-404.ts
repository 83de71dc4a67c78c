import { held, judged, notExercised } from "../../cases/judgement.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { isAboutAccess, isRedirection } from "./reading/answered-status.ts";

/** Methods that may be answered without regard to the path. */
const PATHLESS: ReadonlySet<string> = new Set(["OPTIONS", "TRACE", "CONNECT"]);

/** A path without escapes and odd characters, which no server has a reason to call malformed. */
const PLAIN = /^[\w./~-]*$/;

const withoutEscapes = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/**
 * One form for the paths that some servers take for one: escapes, case, doubled and trailing slashes aside, and dot segments removed. Source:
 * RFC 3986 section 5.2.4.
 */
const roughForm = (path: string): string => {
  const kept: string[] = [];
  for (const segment of withoutEscapes(path)
    .toLowerCase()
    .split(/[/\\]+/))
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  return kept.join("/");
};

const statusesFor = (path: string): readonly number[] => (PLAIN.test(path) ? [404, 410] : [404, 410, 400]);

export default defineLaw({
  id: "wrong-path-is-404",
  level: "should",
  says: "A path that the contract does not declare is answered 404.",
  source: "RFC 9110 section 15.5.5; openapi.json, `paths`.",
  missing: "Needs an answer that is not about access to another path.",
  sentIn: ["boundary"],
  besideOperation: true,
  kills: ["any-path-served"],
  judge: ({ request, outcome, operation, expectation }) => {
    if (expectation.kind !== "tolerance" || !expectation.irregularities.includes("other-path")) return notExercised;
    if (outcome.kind === "fault" || PATHLESS.has(request.method)) return notExercised;
    const [path = ""] = request.path.split("?");
    // A trailing slash may be redirected or overlooked, and so may other spellings of the same path.
    if (roughForm(path) === roughForm(operation.path)) return notExercised;
    const { status } = outcome;
    const isAboutAnotherMatter = isAboutAccess(status) || status >= 500 || isRedirection(status) || status === 414;
    if (isAboutAnotherMatter) return notExercised;
    if (statusesFor(path).includes(status)) return held;
    return judged([
      {
        message: "The contract declares no such path, and the answer does not say so.",
        expected: "404",
        actual: String(status),
        discriminator: `status ${status}`,
      },
    ]);
  },
  holds: [
    answered({ path: "/no-such-path", method: "GET", bytes: null }, { status: 404, json: {} }),
    answered({ path: "/api/v1/cvms/instance-ids/", json: {} }, { status: 307, text: "" }),
    answered({ path: "/api/v1/cvms/instance-ids/", json: {} }, { status: 200, json: {} }),
    answered({ path: "/api/v1/cvms/Instance%2Dids", json: {} }, { status: 422, json: {} }),
    answered({ path: "/api/v1/cvms/x/../instance-ids", json: {} }, { status: 200, json: {} }),
    answered({ path: "/%00", method: "GET", bytes: null }, { status: 400, text: "" }),
    answered({ path: "/no-such-path", method: "OPTIONS", bytes: null }, { status: 204, text: "" }),
    answered({ path: "/no-such-path", method: "GET", bytes: null }, { status: 401, json: {} }),
  ],
  broken: [
    answered({ path: "/no-such-path", method: "GET", bytes: null }, { status: 200, text: "<p>Welcome</p>" }),
    answered({ path: "/api/v1/cvms/instance-ids/more" }, { status: 422, json: {} }),
    answered({ path: "/no-such-path", method: "GET", bytes: null }, { status: 400, json: {} }),
  ],
});
