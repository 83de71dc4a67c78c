/** What it is known by that a stored id changed, for people: answers may tell of other ids than there are. */
export type ShownBy = "the state probe" | "what answers tell" | "what answers tell, and not by the state probe";

/** What shows what answers tell. `isDenied`: the state probe shows that it is not so. */
export const byAnswers = (isDenied: boolean): ShownBy =>
  isDenied ? "what answers tell, and not by the state probe" : "what answers tell";
