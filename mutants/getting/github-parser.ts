import { registerHooks } from "node:module";

/** Says what GitHub would refuse a workflow, or an action, for: one sentence each. */
export interface GithubParser {
  readonly faultsOfWorkflow: (text: string) => readonly string[];
  readonly faultsOfAction: (text: string) => readonly string[];
}

/** Loads GitHub's own parser, which also reads expressions. */
export const loadGithubParser = async (): Promise<GithubParser> => {
  // It imports JSON as bundlers allow; Node wants it to be said.
  const hooks = registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const resolved = nextResolve(specifier, context);
      return resolved.url.endsWith(".json") ? { ...resolved, importAttributes: { type: "json" } } : resolved;
    },
  });
  try {
    const { NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
    const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");
    const faultsBy = (parse: typeof parseWorkflow) => (content: string) =>
      parse({ name: "it", content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => message);
    return { faultsOfWorkflow: faultsBy(parseWorkflow), faultsOfAction: faultsBy(parseAction) };
  } finally {
    hooks.deregister();
  }
};
