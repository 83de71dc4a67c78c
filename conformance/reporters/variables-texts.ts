import type { ReportedFinding } from "../report/report.ts";

/** Which variables are to be set before the lines of a finding are pasted into a shell; nothing where none are. */
export const variablesTexts = ({ variables = [] }: Pick<ReportedFinding, "variables">): readonly string[] =>
  variables.length === 0 ? [] : [`set ${variables.map(({ name, holds }) => `${name}: ${holds}`).join("; ")}`];
