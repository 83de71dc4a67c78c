import { invalid, type Kind, valid } from "../kind.ts";

/** A law, and how binding it is to be. */
export interface LawLevel {
  readonly law: string;
  readonly level: "must" | "should";
}

/** `counts-match-items=should`. */
export const lawLevel: Kind<LawLevel> = {
  placeholder: "ID=LEVEL",
  isRepeatable: false,
  decode: (given) => {
    const [, law, level] = (typeof given === "string" && /^([^=\s]+)=(must|should)$/.exec(given)) || [];
    return law !== undefined && (level === "must" || level === "should")
      ? valid({ law, level })
      : invalid("a law and must or should, such as counts-match-items=should");
  },
};
