import { canonicalJson, isJsonObject, type Json } from "../../contract/index.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shape } from "./schema-shape.ts";

/** The name of the boolean member that makes a request a preview. */
export const PREVIEW = "dry_run";

/** Whether an operation's request can ask for a preview, which writes nothing. */
export const hasPreview = (shape: Shape): boolean =>
  shape.kind === "object" &&
  shape.properties.some(({ name, shape: member }) => name === PREVIEW && member.kind === "boolean");

/** Whether a request asks for a preview. */
export const asksForPreview = ({ body }: RequestPlan): boolean =>
  body.kind === "json" && isJsonObject(body.value) && body.value[PREVIEW] === true;

const previewed = (value: Json): Json => {
  // pydantic 1 reads an empty list as an empty object: as a list of pairs it can carry the switch too.
  if (Array.isArray(value)) return value.length === 0 ? [[PREVIEW, true]] : value;
  return isJsonObject(value)
    ? Object.fromEntries([...Object.entries(value).filter(([key]) => key !== PREVIEW), [PREVIEW, true]])
    : value;
};

/** The same request as a preview, wherever its body can carry the switch. */
export const asPreview = (plan: RequestPlan): RequestPlan =>
  plan.body.kind === "json" ? { ...plan, body: { ...plan.body, value: previewed(plan.body.value) } } : plan;

/** Whether a request is as it would be without leave to write: it asks for a preview, or its body can't carry the switch. */
export const isPreviewAlready = (plan: RequestPlan): boolean => {
  const { body } = asPreview(plan);
  return (
    body.kind === "none" || plan.body.kind === "none" || canonicalJson(body.value) === canonicalJson(plan.body.value)
  );
};
