import { canonicalJson, isJsonObject } from "../../../contract/index.ts";
import type { Damage, RequestPlan } from "../../cases/request-plan.ts";
import { asPreview, hasPreview, isPreviewAlready } from "../preview.ts";
import type { Shape } from "../schema-shape.ts";
import { simplerValues } from "./simpler-values.ts";

/** Damages that are much alike, the simplest first. */
const ALIKE: readonly (readonly Damage[])[] = [
  ["truncated", "trailing-garbage"],
  ["number-beyond-doubles", "number-below-doubles", "endless-integer"],
];

const JSON_HEADERS = { "content-type": "application/json" };

const simplerDamages = (damage: Damage): readonly (Damage | null)[] => {
  const alike = ALIKE.find((damages) => damages.includes(damage)) ?? [damage];
  return [null, ...alike.slice(0, alike.indexOf(damage))];
};

/**
 * Simpler requests, the simplest first: a preview where one could be asked for, undamaged, plainly spelled, as plain JSON, with less in the
 * body. What is a preview stays one. `shape` is the body's.
 */
export const simplerPlans = function* (plan: RequestPlan, shape: Shape): Iterable<RequestPlan> {
  const { body } = plan;
  if (body.kind === "none") return;
  const mayPreview = hasPreview(shape) && isJsonObject(body.value);
  const isPreview = mayPreview && isPreviewAlready(plan);
  if (mayPreview && !isPreview) yield asPreview(plan);
  if (body.damage !== null)
    for (const damage of simplerDamages(body.damage)) yield { ...plan, body: { ...body, damage } };
  if (body.spelling !== "plain") yield { ...plan, body: { ...body, spelling: "plain" } };
  if (JSON.stringify(plan.headers) !== JSON.stringify(JSON_HEADERS)) yield { ...plan, headers: JSON_HEADERS };
  const own = canonicalJson(body.value);
  for (const value of simplerValues(body.value, shape)) {
    const simpler = { ...plan, body: { ...body, value } };
    // What is no object can't ask for a preview.
    const kept = isPreview && isJsonObject(value) ? asPreview(simpler) : simpler;
    if (kept.body.kind === "none" || canonicalJson(kept.body.value) !== own) yield kept;
  }
};
