import { fingerprintOf } from "../../engine/fingerprint.ts";
import type { RecordedFinding, RecordedStep } from "../corpus-file.ts";

/** One preview, as it is kept. */
export const sampleStep: RecordedStep = {
  credential: "none",
  method: "PATCH",
  path: "/api/v1/cvms/instance-ids",
  headers: { "content-type": "application/json" },
  body: '{"limit":7,"dry_run":true}',
};

/** A finding of a law and operation that a test names, as it is kept. */
export const sampleRecord = (changes: Partial<RecordedFinding> = {}): RecordedFinding => {
  const { law = "small-limits", operation = "an-operation", discriminator = "d" } = changes;
  return {
    schemaVersion: 1,
    kind: "finding",
    fingerprint: fingerprintOf(law, operation, discriminator),
    law,
    operation,
    discriminator,
    level: "must",
    message: "A limit of 7 or more.",
    expected: "x",
    actual: "y",
    found: { at: "2026-01-21T00:00:00.000Z", seed: 7, phase: "fuzz", version: "0.0.0", contract: "0".repeat(64) },
    needs: { writes: false, state: false },
    steps: [sampleStep],
    ...changes,
  };
};
