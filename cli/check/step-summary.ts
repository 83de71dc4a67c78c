import { type Backdrop, loadReporter, type Reporter, styleFor } from "../../conformance/index.ts";
import type { Context } from "../context.ts";

/** The variable in which GitHub Actions names the file that a step's summary is added to. */
const VARIABLE = "GITHUB_STEP_SUMMARY";

/** The summary of a step in GitHub Actions: the Markdown report. `save` adds it to what the step has said already. */
export const openStepSummary = async (
  backdrop: Omit<Backdrop, "style">,
  { env, stderr, appendFile }: Context,
): Promise<{ readonly reporter: Reporter; readonly save: () => Promise<void> }> => {
  const texts: string[] = [];
  const reporter = await loadReporter("markdown", { ...backdrop, style: styleFor(false) }, (text) => texts.push(text));
  return {
    reporter,
    save: async () => {
      const path = env[VARIABLE] ?? "";
      if (path === "") stderr.write(`No step summary: ${VARIABLE} names no file. In GitHub Actions it does.\n`);
      else await appendFile(path, `\n${texts.join("")}`);
    },
  };
};
