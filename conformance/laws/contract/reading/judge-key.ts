import type { CredentialName } from "../../../cases/exchange.ts";
import { held, type Judgement, judged, notExercised } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import { compareSettled } from "../../comparison/compare-settled.ts";
import { welcomeOf } from "./welcome-of.ts";

const callers = { none: "somebody without a key", bad: "somebody with a key that nobody has" } as const;

/**
 * Judges that a request is refused which goes out `without` the key that it needs. The readings are of one request with a good
 * key first and last, and with none, a bad one and perhaps another good one in between: a server that refuses nobody, and
 * answers all alike, needs no key.
 */
export const judgeKey = (readings: readonly Reading[], without: "none" | "bad"): Judgement => {
  const first = readings[0];
  const last = readings.at(-1);
  if (first === undefined || last === undefined || [first, last].some((reading) => welcomeOf(reading) !== "admitted"))
    return notExercised;
  const between = readings.slice(1, -1);
  const by = (credential: CredentialName): Reading | undefined =>
    between.find(({ request }) => request.credential === credential);
  const suspect = by(without);
  if (suspect === undefined) return notExercised;
  const welcome = welcomeOf(suspect);
  if (welcome === "refused") return held;
  const control = by(without === "none" ? "bad" : "none");
  const isNeeded =
    (control !== undefined && welcomeOf(control) === "refused") ||
    compareSettled(first, by("other"), last).kind === "different";
  if (welcome === "unclear" || !isNeeded) return notExercised;
  return judged([
    {
      message: `The server tells its callers apart by their keys, and yet let ${callers[without]} in.`,
      expected: "a refusal, such as status 401",
      actual: "status 200",
      discriminator: "admitted",
    },
  ]);
};
