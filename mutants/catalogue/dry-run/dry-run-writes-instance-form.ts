import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-instance-form",
  bug: "A dry run that names a CVM by its instance id, or by its UUID without dashes, writes.",
  changes: changeOptions((options) =>
    options.cvmIds?.some((name) => /^(instance_[0-9a-f]{40}|[0-9a-f]{32})$/.test(name))
      ? { ...options, dryRun: false }
      : options,
  ),
  killedBy: ["dry-run-writes-nothing"],
});
