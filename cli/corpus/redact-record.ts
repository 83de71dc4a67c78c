import {
  type PendingCvms,
  type RecordedFinding,
  type RecordedStep,
  type Redact,
  redactingAnswers,
  redactResponse,
} from "../../conformance/index.ts";

/** What is sent; whose key it carries, and how its body was spelled and damaged, is told in words of our own. */
const sentText = (steps: readonly RecordedStep[]): string =>
  JSON.stringify(steps.map(({ method, path, headers, body, made }) => [method, path, headers, body, made?.value]));

/** Whether what is sent holds a secret, as it may where a server names a CVM by a key. It could not be sent again without. */
export const sendsSecret = (steps: readonly RecordedStep[], redact: Redact): boolean =>
  redact(sentText(steps)) !== sentText(steps);

/** CVMs whose number holds a secret are left out. */
const withoutSecrets = (pending: PendingCvms, redact: Redact): PendingCvms =>
  Object.fromEntries(
    Object.entries(pending).map(([status, cvms]) => [redact(status), cvms.filter((cvmId) => redact(cvmId) === cvmId)]),
  );

/** The same record without secrets in what was answered and said of it. */
export const redactRecord = (record: RecordedFinding, redact: Redact): RecordedFinding => {
  const redactAll = redactingAnswers(
    redact,
    record.steps.flatMap(({ response }) => (response === undefined ? [] : [response])),
  );
  return {
    ...record,
    message: redactAll(record.message),
    expected: redactAll(record.expected),
    actual: redactAll(record.actual),
    ...(record.pending === undefined ? {} : { pending: withoutSecrets(record.pending, redactAll) }),
    steps: record.steps.map((step) =>
      step.response === undefined ? step : { ...step, response: redactResponse(step.response, redactAll) },
    ),
  };
};

/** Whether a record can be kept: its requests could be sent again, and its bug be known by its words, without a secret. */
export const canBeKept = ({ discriminator, steps }: RecordedFinding, redact: Redact): boolean =>
  redact(discriminator) === discriminator && !sendsSecret(steps, redact);
