import { invalid, type Kind, valid } from "../options/kind.ts";

/** Which CVMs the server starts with. A path is as it was given: relative to the current folder, or absolute. */
export type FleetChoice =
  | { readonly kind: "small" }
  | { readonly kind: "large"; readonly count: number }
  | { readonly kind: "file"; readonly path: string };

const MOST = 1_000_000;

const EXPECTED = `small, large:N (N from 1 to ${MOST}), or a file's path`;

/** `small`, `large:N`, or the path of a fleet file. */
export const fleetChoice: Kind<FleetChoice> = {
  placeholder: "small|large:N|FILE",
  isRepeatable: false,
  decode: (given) => {
    if (given === "small") return valid({ kind: "small" });
    if (typeof given !== "string" || given === "") return invalid(EXPECTED);
    const [, digits] = /^large:(.*)$/s.exec(given) ?? [];
    if (digits === undefined) return valid({ kind: "file", path: given });
    const count = /^\d{1,7}$/.test(digits) ? Number(digits) : 0;
    return count >= 1 && count <= MOST ? valid({ kind: "large", count }) : invalid(EXPECTED);
  },
};
