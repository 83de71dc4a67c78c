/** Ends the message of a finding whose requests could have been made smaller, had previews not been stopped. */
export const NOT_MADE_SMALLER =
  "Its requests were not made smaller to the end, for valid previews were no longer sent: it may take less than they have in them.";
