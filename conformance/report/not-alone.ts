/** Ends the message of a finding that was believed by number. */
export const NOT_ALONE = "It came time and again, and not when the request was sent again by itself.";
/** The same of one that nothing could be sent for any more. */
export const NOT_SENT_ALONE =
  "It came time and again, and the run ended before the request was sent again by itself as often as it takes.";
