import { UsageError } from "../options/usage-error.ts";

/** What a failure to listen means to the user; Node.js names the call that failed, and any other error is given back as it is. */
export const listenError = (error: unknown, host: string, port: number): unknown =>
  error instanceof Error && "syscall" in error
    ? new UsageError(`Failed to listen on ${host} port ${port}: ${error.message}. Choose another --port or --host.`)
    : error;
