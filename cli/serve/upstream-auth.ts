import type { UpstreamCredential } from "../../reference-impl/index.ts";
import { invalid, type Kind, valid } from "../options/kind.ts";

/** How a node is told who asks, and where the secret is kept: never on the command line, where every process of the machine could read it. */
export interface UpstreamAuth {
  /** The node's name; null for all that are not named. */
  readonly name: string | null;
  readonly scheme: UpstreamCredential["kind"];
  readonly keptIn: "env" | "file";
  /** The variable's name, or the file's path as it was given. */
  readonly place: string;
}

const FORM = /^(?:([^=:/]+)=)?(bearer|admin-token|basic):(env|file):(.+)$/s;

const SCHEMES: ReadonlyMap<string, UpstreamCredential["kind"]> = new Map(
  (["bearer", "admin-token", "basic"] as const).map((scheme) => [scheme, scheme]),
);

/** `[NAME=]bearer|admin-token|basic:env|file:PLACE`. */
export const upstreamAuth: Kind<UpstreamAuth> = {
  placeholder: "[NAME=]SCHEME:env:VAR|SCHEME:file:PATH",
  isRepeatable: false,
  decode: (given) => {
    const [, name = null, schemeText = "", keptIn, place = ""] = (typeof given === "string" && FORM.exec(given)) || [];
    const scheme = SCHEMES.get(schemeText);
    return scheme === undefined
      ? invalid(
          "bearer, admin-token or basic, and where its secret is kept, such as bearer:env:TEEPOD_TOKEN or gateway-1=basic:file:/run/secrets/gateway",
        )
      : valid({ name, scheme, keptIn: keptIn === "env" ? "env" : "file", place });
  },
};

/** A text that has another form may be the secret itself. */
export const secretsInAuth = (given: string): readonly string[] => (FORM.test(given) ? [] : [given]);
