/** How a teepod or gateway is told who asks. Source: dstack's admin interfaces, which take any of the three. */
export type UpstreamCredential =
  | { readonly kind: "bearer" | "admin-token"; readonly token: string }
  | { readonly kind: "basic"; readonly userAndPassword: string };

/** The headers that carry a credential; none where there is none. */
export const credentialHeaders = (credential: UpstreamCredential | null): Readonly<Record<string, string>> => {
  if (credential === null) return {};
  switch (credential.kind) {
    case "bearer":
      return { authorization: `Bearer ${credential.token}` };
    case "admin-token":
      return { "x-admin-token": credential.token };
    case "basic":
      return { authorization: `Basic ${Buffer.from(credential.userAndPassword, "utf8").toString("base64")}` };
  }
};
