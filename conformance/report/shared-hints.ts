import type { ReportedLaw } from "./report.ts";
import type { PreviewsStop } from "./why-previews-stopped.ts";

/** What is sent no more once previews are stopped. A server that writes on what it is to refuse may be written to all the same. */
export const NOTHING_VALID = "no valid preview was sent with a key that was given";

/** What is said of a law that a first look did not put to the test. */
export const LOOKED = "The look did not put it to the test: run the whole check.";

/** What is said of a law that nothing put to the test before the target was lost. */
export const LOST = "Was not put to the test before the target was lost.";

/** What is said of a law that was not put to the test because no more previews were sent. */
export const STOPPED: Readonly<Record<PreviewsStop, string>> = {
  written: `Was not put to the test, for previews write, by the state probe: once that was seen, ${NOTHING_VALID}.`,
  told: `Was not put to the test, for previews write, by what answers tell: once that was seen, ${NOTHING_VALID}.`,
  refused:
    "Was not put to the test, for the server writes on what it refuses or fails on, by the state probe: once that was seen, nothing more was sent.",
  unseen: `Was not put to the test, for it could not be seen whether previews write: once that was seen, ${NOTHING_VALID}, but for the last look.`,
};

/** What is said of several laws at once, after their number. */
const ofSeveral: ReadonlyMap<string, (count: string, were: string) => string> = new Map([
  [LOOKED, (count) => `The look did not put ${count} to the test: run the whole check.`],
  ...[LOST, ...Object.values(STOPPED)].map(
    (text) => [text, (count: string, were: string) => text.replace("Was not put", `${count} ${were} not put`)] as const,
  ),
]);

/** Whether why a law has no verdict is no matter of its own: it is the same of many, and told once. */
export const isSharedHint = ({ verdict, missing }: ReportedLaw): boolean =>
  verdict === "not-exercised" && missing !== null && ofSeveral.has(missing);

/** Laws without a verdict that share the reason, with the sentence that says it of all of them. */
export interface SharedHint {
  readonly text: string;
  readonly laws: readonly ReportedLaw[];
}

/** The reasons that laws share for having no verdict, each with its laws. */
export const sharedHints = (laws: readonly ReportedLaw[]): readonly SharedHint[] =>
  [...Map.groupBy(laws.filter(isSharedHint), ({ missing }) => missing ?? "")].map(([missing, alike]) => {
    const count = alike.length === 1 ? "1 law" : `${alike.length} laws`;
    return { text: ofSeveral.get(missing)?.(count, alike.length === 1 ? "was" : "were") ?? missing, laws: alike };
  });
