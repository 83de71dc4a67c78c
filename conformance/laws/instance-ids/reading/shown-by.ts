/** What it is known by that a stored id changed, for people: answers may tell of other ids than there are. */
export type ShownBy = "the state probe" | "what answers tell";
