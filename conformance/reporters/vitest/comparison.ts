import { isObject } from "../../../contract/index.ts";
import type { ReportedFinding, ReportedStep } from "../../report/report.ts";

/** Which answers a law compares, of as many as `steps` says: those before and after to one and the same request, and one between. */
interface Places {
  readonly steps: number;
  readonly before: number;
  readonly between: number;
  readonly after: number;
}

const IN_A_ROW: readonly Places[] = [{ steps: 3, before: 0, between: 1, after: 2 }];

const COMPARED: Readonly<Record<string, readonly Places[]>> = {
  "omitted-means-default": [...IN_A_ROW, { steps: 4, before: 0, between: 2, after: 3 }],
  "default-limit-is-100": [{ steps: 4, before: 0, between: 1, after: 3 }],
  "unknown-property-is-harmless": IN_A_ROW,
  "unknown-id-spoils-nothing": [{ steps: 5, before: 1, between: 2, after: 3 }],
  "order-of-ids-is-irrelevant": IN_A_ROW,
  "repeating-an-id-changes-nothing": IN_A_ROW,
  "answers-are-repeatable": IN_A_ROW,
  "naming-equals-scanning": IN_A_ROW,
  "limit-is-monotone": IN_A_ROW,
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
  /** The CVM that it is about, or null. */
  readonly cvm: string | null;
  readonly code: string;
  readonly of: (answer: unknown) => unknown;
}

const itemIn = (answer: unknown, cvm: string): unknown =>
  isObject(answer) && Array.isArray(answer.items)
    ? answer.items.find((item) => isObject(item) && String(item.cvm_id) === cvm)
    : undefined;

const sumPart = (name: string): Part => ({
  name,
  cvm: null,
  code: `body.${name}`,
  of: (answer) => (isObject(answer) ? answer[name] : undefined),
});

const presence = (cvm: string): Part => ({
  name: `whether CVM ${cvm} has an item`,
  cvm,
  code: `itemOf(body, "${cvm}") !== undefined`,
  of: (answer) => itemIn(answer, cvm) !== undefined,
});

const fieldPart = (cvm: string, field: string): Part => ({
  name: `${field} of CVM ${cvm}`,
  cvm,
  code: `itemOf(body, "${cvm}")?.${field} ?? null`,
  of: (answer) => {
    const item = itemIn(answer, cvm);
    return isObject(item) ? (item[field] ?? null) : null;
  },
});

/** What a finding says is another: the law tells it in its message, and first of what it expects. A reason may tell of times, and is not compared here. */
const partOf = ({ law, message, expected, discriminator }: ReportedFinding): Part | null => {
  if (law === "limit-is-monotone" && discriminator === "total") return sumPart("total");
  const told = /^(total|scanned|status|old_instance_id|new_instance_id|source|verified_with_gateway) /.exec(expected);
  const [, field = null] = told ?? [];
  const isSum = field === "total" || field === "scanned";
  if (message.includes(" the answer")) return field !== null && isSum ? sumPart(field) : null;
  // More digits would have been rounded where the answers are read here.
  const cvm = /\bCVM (\d{1,15})\b/.exec(message)?.[1];
  if (cvm === undefined || isSum) return null;
  if (/^(not )?there, /.test(expected)) return presence(cvm);
  return field === null ? null : fieldPart(cvm, field);
};

/** What the order of processing may rightly change is no matter of the law. */
const unlessOpen = (cvm: string): string =>
  `if (isOpen(bodies, "${cvm}")) context.skip("what else was processed may tell on it");`;

/** A filter only narrows: of a preview with it, the same without it, and the first again. */
const narrowingCheck = ({ law, steps, message, discriminator }: ReportedFinding): readonly string[] | null => {
  if (!/^(running|missing)-only-narrows$/.test(law) || steps.length !== 3) return null;
  if (discriminator.endsWith(" total"))
    return [
      "const [before, open, after] = bodies.map((body) => Number(body.total));",
      'if (before !== after) context.skip("it changes by itself");',
      'expect(open, "the total without the filter").toBeGreaterThanOrEqual(before);',
    ];
  const cvm = /^CVM (\d{1,15}) is updated/.exec(message)?.[1];
  if (cvm === undefined) return null;
  return [
    unlessOpen(cvm),
    `const [before, open, after] = bodies.map((body) => itemOf(body, "${cvm}")?.status);`,
    'if (before !== "updated" || after !== "updated") context.skip("it is not updated with the filter");',
    'expect(open, "its status without the filter").toBe("updated");',
  ];
};

/**
 * Statements about the `bodies` of a finding's answers, for a law that compares them; null where it can't be said in so few words. Only what
 * the recorded answers differ in is compared, and only where those before and after agree.
 */
export const comparisonCheck = (finding: ReportedFinding): readonly string[] | null => {
  const { law, steps } = finding;
  const places = COMPARED[law]?.find((one) => one.steps === steps.length);
  const part = partOf(finding);
  if (places === undefined || part === null) return narrowingCheck(finding);
  const { before, between, after } = places;
  const values = [before, between, after].map((place) => {
    const step = steps[place];
    return step === undefined ? null : JSON.stringify(part.of(answerOf(step)) ?? null);
  });
  // What was recorded has to be red.
  if (values[0] !== values[2] || values[0] === values[1]) return null;
  return [
    ...(part.cvm === null ? [] : [unlessOpen(part.cvm)]),
    `const [before, between, after] = [bodies[${before}], bodies[${between}], bodies[${after}]].map((body) => ${part.code});`,
    'if (before !== after) context.skip("it changes by itself");',
    `expect(between, ${JSON.stringify(part.name)}).toEqual(before);`,
  ];
};
