import { runCommandLine } from "./command-line/command-line.ts";
import { commands } from "./commands.ts";
import { EXIT } from "./exit-code.ts";
import { processContext } from "./process/process-context.ts";
import { TOOL_NAME } from "./process/tool.ts";

/** Runs the command that `process` was started with and leaves the exit code in `process.exitCode`. */
export const main = async (process: NodeJS.Process): Promise<void> => {
  // Node would end with 1 on an error that nobody caught, and 1 is what a broken law ends with.
  process.on("uncaughtException", (error) => {
    process.stderr.write(`${TOOL_NAME} itself failed. Please report this:\n${error.stack ?? error.message}\n`);
    process.exit(EXIT.failed);
  });
  process.exitCode = await runCommandLine(commands, processContext(process));
};
