/** The target refuses every request that the probe sent, so that nothing else can be seen of it. */
export class AccessError extends Error {
  readonly code = "ACCESS_REFUSED";

  constructor(status: number, hasKey: boolean) {
    const remedy =
      status === 429
        ? "It has had too many requests for now: wait, and set the pace with --rate."
        : hasKey
          ? "The key given is not taken: check --api-key (or --admin-key)."
          : "Pass a key with --api-key or CVM_CONTRACT_API_KEY.";
    super(`Failed to check the target: it answered ${status} to every request of the probe. ${remedy}`);
    this.name = "AccessError";
  }
}
