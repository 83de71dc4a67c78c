import { isJsonObject } from "../../../contract/index.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import type { CheckedOperation } from "../only-operation.ts";
import { hasPreview, isPreviewAlready, PREVIEW } from "../preview.ts";
import { type Trait, traitCode } from "./trait.ts";
import { valueTraits } from "./value-traits.ts";

const requestTraits = (
  { method, path, headers, credential, body }: RequestPlan,
  { operation }: CheckedOperation,
): readonly Trait[] => {
  // Of what is beside the operation only that says anything.
  if (path !== operation.path) return [{ kind: "other-path", at: "", which: path }];
  if (method !== operation.method) return [{ kind: "other-method", at: "", which: method }];
  const contentType = headers["content-type"];
  const others = Object.keys(headers).filter((name) => name !== "content-type");
  return [
    ...others.map((name) => ({ kind: "other-header", at: "", which: name }) as const),
    ...(contentType === undefined && body.kind !== "none" ? [{ kind: "no-content-type", at: "" } as const] : []),
    ...(contentType === undefined || contentType === "application/json"
      ? []
      : [{ kind: "other-content-type", at: "", which: contentType } as const]),
    // Whether a server asks for a key at all says nothing of a bug, nor does whose key a run was given.
    ...(credential === "none" || credential === "member" ? [] : [{ kind: "key", at: "", which: credential } as const]),
  ];
};

const bodyTraits = (plan: RequestPlan, { operation, shape }: CheckedOperation): readonly Trait[] => {
  const { body, method, path } = plan;
  if (path !== operation.path || method !== operation.method) return [];
  if (body.kind === "none") return [{ kind: "no-body", at: "" }];
  const { value, damage, spelling } = body;
  const others = isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([name, member]) => name !== PREVIEW || member !== true))
    : value;
  return [
    ...(damage === null ? [] : [{ kind: "damaged", at: "", which: damage } as const]),
    ...(spelling === "plain" ? [] : [{ kind: "spelled", at: "", which: spelling } as const]),
    ...(isJsonObject(value) && hasPreview(shape) && !isPreviewAlready(plan)
      ? [{ kind: "writes", at: "" } as const]
      : []),
    ...valueTraits(others, shape, ""),
  ];
};

/** Traits by their codes, in order and each once. */
const distinct = (traits: readonly Trait[]): readonly Trait[] =>
  [...new Map(traits.map((trait) => [traitCode(trait), trait])).entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, trait]) => trait);

/**
 * What requests have in them that is not so of the plainest one: the operation's default, as a preview. The smallest requests that
 * show a bug have what it takes and nothing else. `areCompared` where they are some of several that a law compares.
 */
export const traitsOfPlans = (
  plans: readonly RequestPlan[],
  checked: CheckedOperation,
  areCompared = plans.length !== 1,
): readonly Trait[] => {
  const all = plans.flatMap((plan) => [...requestTraits(plan, checked), ...bodyTraits(plan, checked)]);
  if (!areCompared) return distinct(all);
  // What requests are compared on is for the law to choose: which CVMs it names, and how many, says little of the bug.
  return distinct(all.filter(({ kind }) => COMPARED.has(kind)));
};

const COMPARED: ReadonlySet<Trait["kind"]> = new Set([
  "given",
  "key",
  "writes",
  "damaged",
  "other-method",
  "other-path",
]);
