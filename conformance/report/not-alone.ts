/** Ends the message of a finding that was believed by number. */
export const NOT_ALONE = "It came time and again, and not when the request was sent by itself.";
