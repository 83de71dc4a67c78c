import type { Json } from "../../contract/index.ts";
import type { BodyPlan, RequestPlan } from "../cases/request-plan.ts";
import { wholeBody } from "../findings/reported-body.ts";
import { encodeBody } from "../generate/encode-body.ts";
import type { ReportedResponse, WholeBody } from "../report/report.ts";
import type { RecordedStep } from "./corpus-file.ts";
import { CorpusFileError } from "./corpus-file-error.ts";

const NO_BYTES = new Uint8Array();

const madeOf = (body: BodyPlan): Pick<RecordedStep, "made"> =>
  body.kind === "none" || (body.spelling === "plain" && body.damage === null)
    ? {}
    : { made: { value: body.value, spelling: body.spelling, damage: body.damage } };

/** A planned request as it is kept, with what it got where that is known. */
export const recordStep = (plan: RequestPlan, response: ReportedResponse | null): RecordedStep => {
  const { body } = plan;
  return {
    credential: plan.credential,
    method: plan.method,
    path: plan.path,
    headers: plan.headers,
    body: wholeBody(encodeBody(body)),
    ...madeOf(body),
    ...(plan.isChunked === true ? { chunked: true } : {}),
    ...(plan.isAlongside === true ? { alongside: true } : {}),
    ...(response === null ? {} : { response }),
  };
};

const bytesOf = (body: WholeBody): Uint8Array | null => {
  if (body === null) return null;
  return typeof body === "string" ? new TextEncoder().encode(body) : Buffer.from(body.base64, "base64");
};

const plainValue = (body: WholeBody): Json | undefined => {
  if (typeof body !== "string") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const bodyPlanOf = ({ body, made }: RecordedStep): BodyPlan | null => {
  if (made !== undefined) return { kind: "json", ...made };
  if (body === null) return { kind: "none" };
  const value = plainValue(body);
  return value === undefined ? null : { kind: "json", value, spelling: "plain", damage: null };
};

const makes = (body: BodyPlan, bytes: Uint8Array | null): boolean => {
  try {
    return Buffer.compare(encodeBody(body) ?? NO_BYTES, bytes ?? NO_BYTES) === 0;
  } catch (error) {
    // A value nested too deep to be written.
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** The request that was kept, so that it can be sent, kept from writing and shrunk. Throws `CorpusFileError` where its bytes can't be remade. */
export const planOfStep = (step: RecordedStep): RequestPlan => {
  const body = bodyPlanOf(step);
  if (body === null || !makes(body, bytesOf(step.body)))
    throw new CorpusFileError(
      "the body of a step is not what its JSON value gives, spelled and damaged as `made` says",
    );
  return {
    credential: step.credential,
    method: step.method,
    path: step.path,
    headers: step.headers,
    body,
    ...(step.chunked === true ? { isChunked: true } : {}),
    ...(step.alongside === true ? { isAlongside: true } : {}),
  };
};
