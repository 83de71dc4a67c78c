/** What is trusted of a server, and what is shown to it. Texts are PEM. */
export interface TlsChoice {
  /** Issuers that are trusted beside those that Node.js trusts, or null. */
  readonly ca: string | null;
  /** No certificate is looked at. */
  readonly isInsecure: boolean;
  /** The client's own certificate, with what it takes to trust it, and its key; null where it has none. */
  readonly client: { readonly certificate: string; readonly key: string } | null;
}

/**
 * The way to a server. `direct`: to the host that its URL names. `proxy`: through this one, its user and password in the URL. `address`: to
 * this address, `socket`: to this Unix socket, in the place of the host that the URL names.
 */
export type Route =
  | { readonly kind: "direct" }
  | { readonly kind: "proxy"; readonly url: URL }
  | { readonly kind: "address"; readonly host: string; readonly port: number }
  | { readonly kind: "socket"; readonly path: string };

/** How servers are reached. */
export interface Connection {
  readonly tls: TlsChoice;
  /** The way to what a URL names. */
  readonly routeTo: (url: URL) => Route;
}

/** Straight to where a URL leads, trusting what Node.js trusts. */
export const STRAIGHT: Connection = {
  tls: { ca: null, isInsecure: false, client: null },
  routeTo: () => ({ kind: "direct" }),
};

/** A proxy as messages and reports may show it, without user and password. */
export const shownProxy = ({ protocol, host }: URL): string => `${protocol}//${host}`;

/** What is said of a way after a server's name: ` through the proxy http://10.0.0.1:3128`; nothing of a direct one. */
export const routeText = (route: Route): string => {
  switch (route.kind) {
    case "direct":
      return "";
    case "proxy":
      return ` through the proxy ${shownProxy(route.url)}`;
    case "address":
      return ` at ${route.host.includes(":") ? `[${route.host}]` : route.host}:${route.port}`;
    case "socket":
      return ` at the socket ${route.path}`;
  }
};
