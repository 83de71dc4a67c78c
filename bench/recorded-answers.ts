/** What a server answered to one request. */
export interface RecordedAnswer {
  readonly key: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBase64: string;
}

/** Names a request by what it asks. */
export const requestKey = (method: string, path: string, contentType: string | undefined, body: Uint8Array): string =>
  `${method} ${path} ${contentType ?? "none"} ${Buffer.from(body).toString("latin1")}`;
