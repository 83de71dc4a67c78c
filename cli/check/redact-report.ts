import {
  redactExchange,
  redactFinding,
  type Redact,
  type Report,
  type Reporter,
  type RunEvent,
} from "../../conformance/index.ts";

type PreviewIds = NonNullable<Report["previews"]>["written"];

const redactIds = (ids: PreviewIds, redact: Redact): PreviewIds => {
  const redacted = (id: string | null): string | null => (id === null ? null : redact(id));
  return ids.map(({ cvmId, before, after, beforeByPreview }) => ({
    cvmId,
    before: redacted(before),
    after: redacted(after),
    ...(beforeByPreview === undefined ? {} : { beforeByPreview: redacted(beforeByPreview) }),
  }));
};

/** The same report without secrets. Reports escape text, each format in its own way, so secrets must go before one is made. */
export const redactReport = (report: Report, redact: Redact): Report => ({
  ...report,
  target: redact(report.target),
  previews:
    report.previews === null
      ? null
      : {
          ...report.previews,
          written: redactIds(report.previews.written, redact),
          alsoChanged: redactIds(report.previews.alsoChanged, redact),
          unseen: redactIds(report.previews.unseen, redact),
          notLookedAt: redactIds(report.previews.notLookedAt, redact),
        },
  ...(report.unreported === undefined
    ? {}
    : { unreported: { ...report.unreported, cvms: redactIds(report.unreported.cvms, redact) } }),
  laws: report.laws.map((law) => (law.missing === null ? law : { ...law, missing: redact(law.missing) })),
  ...(report.lastSent === undefined
    ? {}
    : {
        lastSent: {
          ...report.lastSent,
          steps: report.lastSent.steps.map((step) => redactExchange(step, redact)),
          curl: report.lastSent.curl.map(redact),
        },
      }),
  findings: report.findings.map((finding) => redactFinding(finding, redact)),
  ...(report.replays === undefined
    ? {}
    : {
        replays: {
          ...report.replays,
          findings: report.replays.findings.map((one) => ({
            ...one,
            message: redact(one.message),
            why: one.why === null ? null : redact(one.why),
          })),
        },
      }),
});

const redactEvent = (event: RunEvent, redact: Redact): RunEvent => {
  switch (event.kind) {
    case "finding":
      return { ...event, finding: redactFinding(event.finding, redact) };
    case "replayed":
      return event.why === null ? event : { ...event, why: redact(event.why) };
    case "run-finished":
      return { ...event, report: redactReport(event.report, redact) };
    default:
      return event;
  }
};

/** The same reporter, hearing of no secret. */
export const discreet = ({ name, onEvent }: Reporter, redact: Redact): Reporter => ({
  name,
  onEvent: (event) => onEvent(redactEvent(event, redact)),
});
