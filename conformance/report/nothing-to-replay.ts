import type { Report } from "./report.ts";

/** Why nothing is fixed, nor anything else, where findings were to be sent again and none is recorded. */
export const NO_FINDING = "no finding is recorded, so that no request of the operation was sent";

/** Whether a run was to send findings again, and there was none. One that can't be read is one. */
export const hadNothingToReplay = ({ replays }: Pick<Report, "replays">): boolean =>
  replays !== undefined && replays.findings.length === 0 && replays.unread === 0;
