import { connect } from "node:tls";

/** Longer than this nobody is waited for who speaks another language. */
const PATIENCE_MS = 1_000;

/** Whether what listens answers a TLS handshake, with whatever certificate: nothing is sent to it afterwards. */
export const speaksTls = ({ hostname, port }: URL, timeoutMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port === "" ? "80" : port),
      rejectUnauthorized: false,
    });
    const end = (does: boolean): void => {
      socket.destroy();
      resolve(does);
    };
    socket.setTimeout(Math.min(timeoutMs, PATIENCE_MS), () => end(false));
    socket.once("secureConnect", () => end(true));
    // One that can't agree says so in an alert, which is TLS as well.
    socket.once("error", (error) => end("code" in error && /ALERT/.test(String(error.code))));
    socket.once("close", () => end(false));
  });
