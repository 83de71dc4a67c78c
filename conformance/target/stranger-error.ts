/** What answers is not the operation, whatever it is asked, so that nothing can be said of the server. */
export class StrangerError extends Error {
  readonly code = "NOT_THE_SERVER";

  /** `what` is a clause that goes on after "it", `request` such as `PATCH /api/v1/cvms/instance-ids`. */
  constructor(url: string, request: string, { what, remedy }: { readonly what: string; readonly remedy: string }) {
    super(`Failed to check ${url}: it ${what} whenever ${request} was asked for. ${remedy}`);
    this.name = "StrangerError";
  }
}
