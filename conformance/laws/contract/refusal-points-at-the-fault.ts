import type { Fault } from "../../cases/expectation.ts";
import { held, judged, notExercised } from "../../cases/judgement.ts";
import { essentialFaults } from "../../judge/essential-faults.ts";
import { defineLaw } from "../define-law.ts";
import { answered } from "../example.ts";
import { exampleRefusal } from "../example-answer.ts";
import { jsonLine } from "../json-line.ts";
import { refusalDetails } from "./reading/refusal-details.ts";

type Loc = readonly (string | number)[];

const INDEX = /^\d+$/;

const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * Whether a `loc` names a fault's place: it contains the member's name and, where an entry of a list is at fault, its index.
 * What stands before, between and after (`body`, the name of a union's branch) is the server's affair.
 */
const names = (loc: Loc, { at }: Fault): boolean => {
  const [member, ...inner] = tokensOf(at);
  if (member === undefined) return true;
  const start = loc.findIndex((token) => String(token) === member);
  if (start < 0) return false;
  const rest = loc.slice(start + 1);
  const isRight = rest.every((token) => typeof token !== "number" || inner.includes(String(token)));
  return isRight && inner.every((token) => !INDEX.test(token) || rest.some((other) => String(other) === token));
};

const locName = (loc: Loc | undefined): string =>
  loc === undefined ? "none" : loc.map((token) => (typeof token === "number" ? "*" : token.slice(0, 40))).join(".");

export default defineLaw({
  id: "refusal-points-at-the-fault",
  level: "should",
  says: "A 422 names a place in which the request is at fault: some `loc` contains the offending member's name and, if any, its index.",
  source: "openapi.json, /components/schemas/ValidationError/properties/loc; the official clients show it to the user.",
  missing: "Needs a 422 of the declared form to an invalid request, with a key that works.",
  sentIn: ["boundary", "fuzz"],
  kills: [
    "loc-is-always-body",
    "loc-names-another-field",
    "loc-has-index-off-by-one",
    "loc-stops-at-the-list",
    "detail-is-empty",
  ],
  judge: (reading) => {
    const { expectation, outcome } = reading;
    if (expectation.kind !== "refusal" || outcome.kind === "fault" || outcome.status !== 422) return notExercised;
    const details = refusalDetails(reading);
    if (details === null) return notExercised;
    const faults = essentialFaults(expectation.faults);
    if (details.some(({ loc }) => faults.some((fault) => names(loc, fault)))) return held;
    return judged([
      {
        message: "No `loc` of the refusal names a place in which the request is at fault.",
        expected: `a loc with ${[...new Set(faults.map(({ at }) => tokensOf(at).join(" then ") || "body"))].slice(0, 5).join(", or ")}`,
        actual:
          details.length === 0
            ? "no detail"
            : details
                .slice(0, 5)
                .map(({ loc }) => jsonLine(loc))
                .join(", "),
        discriminator: `loc ${locName(details[0]?.loc)}`,
        at: details.length === 0 ? ["/detail"] : details.map((_, index) => `/detail/${index}/loc`),
      },
    ]);
  },
  holds: [
    answered({ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["body", "limit"], "t", "m") }),
    answered({ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["limit"], "t", "m") }),
    answered(
      { json: { cvm_ids: ["a", 5] } },
      { status: 422, json: exampleRefusal(["body", "cvm_ids", "list[str]", 1], "t", "m") },
    ),
    answered({ json: { cvm_ids: 5 } }, { status: 422, json: exampleRefusal(["body", "cvm_ids"], "t", "m") }),
    answered(
      { json: { limit: 0, dry_run: "x" } },
      { status: 422, json: exampleRefusal(["body", "dry_run"], "t", "m") },
    ),
    answered({ json: 5 }, { status: 422, json: exampleRefusal(["body"], "t", "m") }),
    answered({ text: "{" }, { status: 422, json: exampleRefusal(["body", 1], "json_invalid", "m") }),
  ],
  broken: [
    answered({ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["body"], "t", "m") }),
    answered({ json: { limit: 0 } }, { status: 422, json: exampleRefusal(["body", "dry_run"], "t", "m") }),
    answered({ json: { cvm_ids: ["a", 5] } }, { status: 422, json: exampleRefusal(["body", "cvm_ids", 2], "t", "m") }),
    answered({ json: { cvm_ids: ["a", 5] } }, { status: 422, json: exampleRefusal(["body", "cvm_ids"], "t", "m") }),
    answered({ json: { limit: 0 } }, { status: 422, json: { detail: [] } }),
    answered({ json: { limit: 0 } }, { status: 422, json: {} }),
  ],
});
