/** An instance id in the one form by which ids are compared: differences in case, and blanks around it, make no other id. */
export const canonicalId = (instanceId: string): string => instanceId.trim().toLowerCase();
