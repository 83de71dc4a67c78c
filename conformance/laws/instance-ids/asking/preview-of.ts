import type { JsonObject } from "../../../../contract/index.ts";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { PREVIEW } from "../../../generate/preview.ts";
import { plainRequest } from "../../../generate/request-arbitrary.ts";

/** Makes refresh requests with the members given that write nothing, sent as every case is. */
export const previewOf =
  ({ operation, knowledge }: Pick<ProposalContext, "operation" | "knowledge">) =>
  (members: JsonObject): RequestPlan =>
    plainRequest({ operation, credential: knowledge.credential }, { ...members, [PREVIEW]: true });
