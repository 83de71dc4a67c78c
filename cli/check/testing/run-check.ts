import { isObject } from "../../../contract/index.ts";
import { check } from "../../check.ts";
import { runCommandLine } from "../../command-line/command-line.ts";
import { fakeContext } from "../../testing/fake-context.ts";

/** What a check came to. */
export interface Checked {
  readonly code: number;
  /** The JSON report; null where there is none. */
  readonly report: unknown;
  /** The laws of its findings. */
  readonly broken: readonly unknown[];
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

/** Checks what listens at `url` with a key, through the command. */
export const runCheck = async (url: string, ...argv: readonly string[]): Promise<Checked> => {
  const fake = fakeContext([
    "check",
    ...["--target", url, "--seed", "7", "--cases", "200"],
    ...["--report", "json=report.json", "--report", "tty"],
    ...argv,
  ]);
  const startMs = performance.now();
  const code = await runCommandLine([check], fake.context);
  const [json] = [...fake.files.values()];
  const report: unknown = json === undefined ? null : JSON.parse(json);
  const findings = isObject(report) && Array.isArray(report.findings) ? report.findings : [];
  return {
    code,
    report,
    broken: findings.map((finding: unknown) => (isObject(finding) ? finding.law : null)),
    stdout: fake.stdout(),
    stderr: fake.stderr(),
    tookMs: performance.now() - startMs,
  };
};
