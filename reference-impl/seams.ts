import type { Contract } from "../contract/index.ts";
import { type Authenticate, authenticate } from "./auth/authenticate.ts";
import { type ReadJson, readJson } from "./http/read-json.ts";
import { type ToRefreshOptions, toRefreshOptions } from "./http/refresh-request.ts";
import { type FinishReply, finishReply } from "./http/reply.ts";
import { type ToResponseBody, toResponseBody } from "./http/response-body.ts";
import { createRequestValidator, type ValidateRequest } from "./http/validate-request.ts";
import type { RefreshOperation } from "./refresh/refresh-operation.ts";
import { decide } from "./refresh/decide.ts";
import { gather } from "./refresh/gather.ts";
import { persist } from "./refresh/persist.ts";
import type { RefreshSteps } from "./refresh/refresh-steps.ts";
import { select } from "./refresh/select.ts";
import { weigh } from "./refresh/weigh.ts";

/** Every step between the bytes of a request and those of its answer. Each can be replaced by another function of its type. */
export interface Seams extends RefreshSteps {
  /** Access. */
  readonly authenticate: Authenticate;
  /** From bytes to JSON. */
  readonly readJson: ReadJson;
  /** From JSON to a request that the contract allows. */
  readonly validateRequest: ValidateRequest;
  /** From a request to options, defaults filled in. */
  readonly toRefreshOptions: ToRefreshOptions;
  /** From a report to the body of an answer. */
  readonly toResponseBody: ToResponseBody;
  /** HTTP: the last word on status, headers and body of every answer. */
  readonly finishReply: FinishReply;
}

/** The steps as they should be. */
export const createSeams = (contract: Contract, operation: RefreshOperation): Seams => ({
  authenticate,
  readJson,
  validateRequest: createRequestValidator(contract, operation.schemaPointer),
  toRefreshOptions,
  select,
  gather,
  weigh,
  decide,
  persist,
  toResponseBody,
  finishReply,
});
