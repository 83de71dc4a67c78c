import type { Report } from "../../conformance/index.ts";

const base64 = (text: string): string => Buffer.from(text, "latin1").toString("base64");

const stepsWith = (text: string): Report["findings"][number]["steps"] => {
  const answer = { headers: { [text]: text }, body: `{"echo":"${text}"}` };
  return [
    { credential: "member", method: "PATCH", path: `/${text}`, ...answer, response: { status: 200, ...answer } },
    {
      credential: "none",
      method: "PATCH",
      path: "/",
      headers: {},
      body: null,
      response: { fault: "dropped", detail: text },
    },
    {
      credential: "none",
      method: "PATCH",
      path: "/",
      headers: {},
      body: { base64: base64(`\u00ff${text}`) },
      response: { status: 200, headers: {}, body: null },
    },
  ];
};

const previewsWith = (text: string): Report["previews"] => ({
  cvmsLookedAt: 1,
  written: [{ cvmId: "1", before: text, after: text, beforeByPreview: text }],
  casesNotSent: 0,
  alsoChanged: [{ cvmId: "2", before: text, after: text }],
  unseen: [{ cvmId: "3", before: text, after: text }],
  notLookedAt: [{ cvmId: "4", before: text, after: text }],
  wholeStore: "changed",
  movesByItself: null,
});

const unreportedWith = (text: string): NonNullable<Report["unreported"]> => ({
  cvms: [{ cvmId: "5", before: text, after: text }],
  share: { promised: 1, changed: 1 },
  movesByItself: null,
});

const replaysWith = (text: string): NonNullable<Report["replays"]> => ({
  findings: [
    { fingerprint: "0123456789ab", law: "a-law", level: "must", message: text, verdict: "untested", why: text },
  ],
  unread: 0,
});

/** A report with one finding, in which every text that a server chooses holds `text`. */
export const reportWith = (text: string): Report => ({
  schemaVersion: 1,
  tool: { name: "cvm-contract", version: "1.2.3" },
  contract: { title: "Phala Cloud API", version: "0.1.0", sha256: "0".repeat(64) },
  target: `http://127.0.0.1/${text}`,
  seed: 7,
  shard: null,
  settings: {
    embedded: false,
    allowWrites: false,
    stateProbe: false,
    credentials: ["member"],
    profile: "contract",
    failOn: "must",
    strictEvidence: false,
    phases: ["probe"],
    cases: 1,
    workers: 16,
    rate: null,
  },
  startedAt: "2026-01-21T00:00:00.000Z",
  durationMs: 1,
  requests: 1,
  cases: 1,
  casesDigest: "0",
  knowledgeDigest: null,
  outcome: "broken",
  interrupted: false,
  lost: null,
  lastSent: { steps: stepsWith(text), curl: [text] },
  previews: previewsWith(text),
  unreported: unreportedWith(text),
  phases: [],
  laws: [{ id: "a-law", level: "must", verdict: "harness-error", evidence: 1, missing: text }],
  coverage: [],
  pace: { refusals: 0, unanswered: 0, perSecond: null, speed: null },
  latencyMs: { p50: 1, p95: 1, p99: 1, max: 1, buckets: {} },
  extent: null,
  timeline: { stretchMs: 200, stretches: [] },
  findings: [
    {
      fingerprint: "0123456789ab",
      foundIn: { phase: "fuzz", order: 1 },
      law: "a-law",
      level: "must",
      known: false,
      also: [],
      discriminator: "sum above scanned",
      traits: [],
      takes: [],
      writes: false,
      met: { cases: 1, kinds: [] },
      formerly: [],
      message: text,
      expected: text,
      actual: text,
      steps: stepsWith(text),
      curl: [text],
      replay: text,
    },
  ],
  baseline: null,
  replays: replaysWith(text),
});
