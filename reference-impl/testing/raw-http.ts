import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Opens a connection to a server on loopback. */
export const openSocket = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
};

/** All that the other side sends until it closes the connection. */
export const untilClosed = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve(text));
  });

/** Sends lines of a request as they are and gives what comes back until the connection closes. */
export const sendRaw = async (url: string, lines: readonly string[]): Promise<string> => {
  const socket = await openSocket(url);
  const answer = untilClosed(socket);
  socket.write(lines.join("\r\n"));
  return answer;
};
