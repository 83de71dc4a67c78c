import { isObject } from "../../../contract/index.ts";
import type { ReportedFinding, ReportedStep } from "../../report/report.ts";

/** Which answers a law compares: the first and the last to one and the same request, and one between. Others are as many as `steps` says. */
interface Places {
  readonly steps: number;
  readonly before: number;
  readonly between: number;
}

/** The last answer is always the one after. */
const COMPARED: Readonly<Record<string, readonly Places[]>> = {
  "omitted-means-default": [
    { steps: 3, before: 0, between: 1 },
    { steps: 4, before: 0, between: 2 },
  ],
  "default-limit-is-100": [{ steps: 4, before: 0, between: 1 }],
  "unknown-property-is-harmless": [{ steps: 3, before: 0, between: 1 }],
  "order-of-ids-is-irrelevant": [{ steps: 3, before: 0, between: 1 }],
  "repeating-an-id-changes-nothing": [{ steps: 3, before: 0, between: 1 }],
  "answers-are-repeatable": [{ steps: 3, before: 0, between: 1 }],
  "naming-equals-scanning": [{ steps: 3, before: 0, between: 1 }],
  "limit-is-monotone": [{ steps: 3, before: 0, between: 1 }],
};

const answerOf = ({ response }: ReportedStep): unknown => {
  if ("fault" in response || response.status !== 200 || typeof response.body !== "string") return null;
  try {
    return JSON.parse(response.body);
  } catch {
    return null;
  }
};

/** What is compared: an expression on a `body`, and its value in a recorded answer. */
interface Part {
  readonly name: string;
  readonly code: string;
  readonly of: (answer: unknown) => unknown;
}

const itemIn = (answer: unknown, cvm: string): unknown =>
  isObject(answer) && Array.isArray(answer.items)
    ? answer.items.find((item) => isObject(item) && String(item.cvm_id) === cvm)
    : undefined;

const partOf = ({ message, discriminator }: ReportedFinding): Part | null => {
  const sum = /^answer (total|scanned)$/.exec(discriminator)?.[1];
  if (sum !== undefined)
    return { name: sum, code: `body.${sum}`, of: (answer) => (isObject(answer) ? answer[sum] : undefined) };
  // More digits would have been rounded where the answers are read here.
  const cvm = /\bCVM (\d{1,15})\b/.exec(message)?.[1];
  if (cvm === undefined) return null;
  if (/^item (gone|added)$/.test(discriminator))
    return {
      name: `whether CVM ${cvm} has an item`,
      code: `itemOf(body, "${cvm}") !== undefined`,
      of: (answer) => itemIn(answer, cvm) !== undefined,
    };
  // A reason may tell of times, and is not compared here.
  const field = /^item (status|old_instance_id|new_instance_id|source|verified_with_gateway)$/.exec(discriminator)?.[1];
  if (field === undefined) return null;
  return {
    name: `${field} of CVM ${cvm}`,
    code: `itemOf(body, "${cvm}")?.${field} ?? null`,
    of: (answer) => {
      const item = itemIn(answer, cvm);
      return isObject(item) ? (item[field] ?? null) : null;
    },
  };
};

/**
 * Statements about the `bodies` of a finding's answers, for a law that compares them; null where it can't be said in so few words. Only what
 * the recorded answers differ in is compared, and only where those before and after agree.
 */
export const comparisonCheck = (finding: ReportedFinding): readonly string[] | null => {
  const { law, steps } = finding;
  const places = COMPARED[law]?.find((one) => one.steps === steps.length);
  const part = partOf(finding);
  if (places === undefined || part === null) return null;
  const last = steps.length - 1;
  const values = [places.before, places.between, last].map((place) => {
    const step = steps[place];
    return step === undefined ? null : JSON.stringify(part.of(answerOf(step)) ?? null);
  });
  // What was recorded has to be red.
  if (values[0] !== values[2] || values[0] === values[1]) return null;
  return [
    `const [before, between, after] = [bodies[${places.before}], bodies[${places.between}], bodies[${last}]].map((body) => ${part.code});`,
    'if (before !== after) context.skip("it changes by itself");',
    `expect(between, ${JSON.stringify(part.name)}).toEqual(before);`,
  ];
};
