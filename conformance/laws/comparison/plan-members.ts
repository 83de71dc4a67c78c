import { isJsonObject, type Json, type JsonObject } from "../../../contract/index.ts";
import type { ProposalContext } from "../../cases/law.ts";
import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { asPreview, hasPreview } from "../../generate/preview.ts";
import { shapeAt } from "../../generate/schema-shape.ts";

/** The members of a planned body; none where it is no object. */
export const membersOf = ({ body }: RequestPlan): JsonObject =>
  body.kind === "json" && isJsonObject(body.value) ? body.value : {};

/** The members of a valid request's body; none where it is no object or not valid. */
export const sentMembers = ({ expectation }: Reading): JsonObject =>
  expectation.kind === "acceptance" && isJsonObject(expectation.json) ? expectation.json : {};

/** The same request with other members in its body. */
export const withMembers = (plan: RequestPlan, members: Readonly<Record<string, Json>>): RequestPlan => ({
  ...plan,
  body: {
    kind: "json",
    value: members,
    spelling: plan.body.kind === "json" ? plan.body.spelling : "plain",
    damage: null,
  },
});

/** Makes previews of an operation's requests, which write nothing; without a preview the operation's requests stay as they are. */
export const previewer = ({ contract, operation }: ProposalContext): ((plan: RequestPlan) => RequestPlan) => {
  const pointer = operation.requestBody?.schemaPointer;
  return pointer !== undefined && hasPreview(shapeAt(contract.document, pointer)) ? asPreview : (plan) => plan;
};
