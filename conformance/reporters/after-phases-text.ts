/** What is sent after the last phase of a run, and counts for none. */
export const AFTER_PHASES = "to look at what is stored or to confirm what was left";
