import type { Shard } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";

/** Which part of how many; `auto` leaves the part to what the CI says. */
export interface ShardChoice {
  readonly index: Shard["index"] | "auto";
  readonly count: Shard["count"];
}

const FORM = /^(auto|[1-9]\d{0,4})\/([1-9]\d{0,4})$/;

/** `2/4`, or `auto/4`. */
export const shardChoice: Kind<ShardChoice> = {
  placeholder: "I/N",
  isRepeatable: false,
  decode: (given) => {
    const [, part, parts] = (typeof given === "string" && FORM.exec(given)) || [];
    const index = part === "auto" ? part : Number(part);
    const count = Number(parts);
    return part !== undefined && (index === "auto" || index <= count)
      ? valid({ index, count })
      : invalid("a part of how many, counted from 1, such as 2/4, or auto/4");
  },
};
