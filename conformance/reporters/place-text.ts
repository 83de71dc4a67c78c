import type { Report } from "../report/report.ts";

/** Where the server of a run was, for people; the address of one in the same process is only what it is called by. */
export const placeText = ({ settings, target }: Pick<Report, "settings" | "target">): string =>
  settings.inProcess === true ? "a server in the same process" : target;
