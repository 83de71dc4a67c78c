const GIVES = "--api-key, --api-key-command, --admin-key, --other-key or --header";

/** The target refuses every request that the probe sent, so that nothing else can be seen of it. */
export class AccessError extends Error {
  readonly code = "ACCESS_REFUSED";
  /** The target takes no key for wrong: it has had too many requests. */
  readonly isOfPace: boolean;

  /** `keyCarrier` is how the key was carried, as in `X-API-Key`, or empty where none was. */
  constructor(status: number, keyCarrier: string) {
    const refused =
      status === 401
        ? `The key, sent as ${keyCarrier}, is not taken: check what gives it (${GIVES}), or name the header that it goes in with --key-header.`
        : `Check the key, sent as ${keyCarrier}, and what it is allowed, where it is given (${GIVES}), or name the header that it goes in with --key-header.`;
    const remedy = keyCarrier === "" ? "Pass a key with --api-key or CVM_CONTRACT_API_KEY." : refused;
    const isOfPace = status === 429;
    super(
      `Failed to check the target: it answered ${status} to every request of the probe. ${isOfPace ? "It has had too many requests for now: wait, and set the pace with --rate." : remedy}`,
    );
    this.name = "AccessError";
    this.isOfPace = isOfPace;
  }
}
