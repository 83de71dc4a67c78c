/** Whether the runs may write. Without leave they are not shown the store either, as most users have it. */
export const leaves = Object.freeze(["with", "without"] as const);

export type Leave = (typeof leaves)[number];
