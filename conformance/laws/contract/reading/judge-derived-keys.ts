import { type DerivedKeyName, derivedKeyText, isDerivedKey } from "../../../cases/derived-key.ts";
import { type Judgement, type Level, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import { welcomeOf } from "./welcome-of.ts";

/** Where headers of the user's were left off, it may be for want of these that a request was refused. */
const isRefused = (reading: Reading): boolean =>
  welcomeOf(reading) === "refused" && reading.request.lacksHeaders !== true;

/**
 * Judges that derived keys are refused. The readings are of one request, with the member's key first, last and before each derived one, and with
 * a key that nobody has: where that is let in, or the member is not, there is nothing to tell. `levelOf` gives a lower level than the law's
 * own for some.
 */
export const judgeDerivedKeys = (
  readings: readonly Reading[],
  levelOf: (name: DerivedKeyName) => Level | null = () => null,
): Judgement => {
  const own = readings.filter(({ request }) => request.credential === "member");
  const bad = readings.find(({ request }) => request.credential === "bad");
  if (own.length < 2 || own.some((reading) => welcomeOf(reading) !== "admitted")) return notExercised;
  if (bad === undefined || welcomeOf(bad) !== "refused") return notExercised;
  let evidence = 0;
  const violations: Violation[] = [];
  for (const reading of readings) {
    const { credential } = reading.request;
    if (!isDerivedKey(credential) || credential === "member-key-as-bearer") continue;
    if (isRefused(reading)) evidence += 1;
    if (welcomeOf(reading) !== "admitted") continue;
    evidence += 1;
    const level = levelOf(credential);
    violations.push({
      message: `The server refuses a key that nobody has, and yet let somebody in with ${derivedKeyText(credential)}.`,
      expected: "a refusal, such as status 401",
      actual: "status 200",
      discriminator: credential,
      ...(level === null ? {} : { level }),
    });
  }
  return evidence === 0 ? notExercised : { evidence, violations };
};
