import { canonicalJson, isJsonObject, type Operation } from "../../../contract/index.ts";
import type { Damage, RequestPlan } from "../../cases/request-plan.ts";
import type { CheckedOperation } from "../only-operation.ts";
import { asPreview, hasPreview, isPreviewAlready } from "../preview.ts";
import { simplerValues } from "./simpler-values.ts";

/** Damages that are much alike, the simplest first. */
const ALIKE: readonly (readonly Damage[])[] = [
  ["truncated", "trailing-garbage", "not-a-number"],
  ["number-beyond-doubles", "number-below-doubles", "endless-integer"],
];

const PLAIN_TEXT = "text/plain";

const JSON_HEADERS = { "content-type": "application/json" };

const simplerDamages = (damage: Damage): readonly (Damage | null)[] => {
  const alike = ALIKE.find((damages) => damages.includes(damage)) ?? [damage];
  return [null, ...alike.slice(0, alike.indexOf(damage))];
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Of requests beside the operation the simplest are those that only read, and have no body. */
const simplerStrays = function* (plan: RequestPlan, { method, path }: Operation): Iterable<RequestPlan> {
  if (plan.method === method && plan.path === path) return;
  const bare: RequestPlan = { ...plan, method: "GET", headers: {}, body: { kind: "none" } };
  if (!isSame(bare, plan)) yield bare;
  const elsewhere = `${path}/no-such-path`;
  if (plan.path !== path && plan.path !== elsewhere) yield { ...plan, path: elsewhere };
};

const simplerHeaders = function* (plan: RequestPlan): Iterable<RequestPlan> {
  const type = plan.headers["content-type"];
  if (!isSame(plan.headers, JSON_HEADERS)) yield { ...plan, headers: JSON_HEADERS };
  // Of content types that are not JSON the first that will do.
  if (type !== undefined && type !== "" && !type.includes("json") && type !== PLAIN_TEXT)
    yield { ...plan, headers: { "content-type": PLAIN_TEXT } };
};

/**
 * Simpler requests, the simplest first: a preview where one could be asked for, undamaged, plainly spelled, as plain JSON, with less in the
 * body. What is a preview stays one.
 */
export const simplerPlans = function* (
  plan: RequestPlan,
  { operation, shape }: CheckedOperation,
): Iterable<RequestPlan> {
  const { body } = plan;
  yield* simplerStrays(plan, operation);
  if (body.kind === "none") return;
  const mayPreview = hasPreview(shape) && isJsonObject(body.value);
  const isPreview = mayPreview && isPreviewAlready(plan);
  if (mayPreview && !isPreview) yield asPreview(plan);
  if (plan.isChunked === true) {
    const { isChunked: _, ...whole } = plan;
    yield whole;
  }
  if (body.damage !== null)
    for (const damage of simplerDamages(body.damage)) yield { ...plan, body: { ...body, damage } };
  if (body.spelling !== "plain") yield { ...plan, body: { ...body, spelling: "plain" } };
  yield* simplerHeaders(plan);
  const own = canonicalJson(body.value);
  for (const value of simplerValues(body.value, shape)) {
    const simpler = { ...plan, body: { ...body, value } };
    // What is no object can't ask for a preview.
    const kept = isPreview && isJsonObject(value) ? asPreview(simpler) : simpler;
    if (kept.body.kind === "none" || canonicalJson(kept.body.value) !== own) yield kept;
  }
};
