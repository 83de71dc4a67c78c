import { Duplex } from "node:stream";

type Done = (error?: Error | null) => void;

/** One end of a connection within this process: what is written into it can be read at the other. */
class End extends Duplex {
  /** Servers tell callers apart by it, and limit how often each may ask. */
  readonly remoteAddress = "127.0.0.1";
  readonly remoteFamily = "IPv4";
  readonly remotePort = 0;
  #other: End | null = null;
  #taken: Done = () => {};

  join(other: End): void {
    this.#other = other;
  }

  override _read(): void {
    const taken = this.#taken;
    this.#taken = () => {};
    taken();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: Done): void {
    this.#other?.receive(chunk, done);
  }

  override _final(done: Done): void {
    this.#other?.receive(null, done);
  }

  override _destroy(error: Error | null, done: Done): void {
    const other = this.#other;
    this.#other = null;
    // As on a socket: the other end learns that this one is gone, and is told no reason.
    if (other !== null) setImmediate(() => other.destroy());
    this._read();
    done(error);
  }

  /** Takes what the other end has written; null is the end of it. */
  receive(chunk: Buffer | null, done: Done): void {
    if (this.destroyed) {
      done();
      return;
    }
    const hasRoom = this.push(chunk);
    if (hasRoom || chunk === null) setImmediate(done);
    else this.#taken = done;
  }

  /** What sockets have and streams have not: servers and clients call these on whatever they are given. */
  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** Both ends of a connection within this process: bytes in order, with the back pressure of streams, and no network. */
export const memoryConnection = (): readonly [client: Duplex, server: Duplex] => {
  const [client, server] = [new End(), new End()];
  client.join(server);
  server.join(client);
  return [client, server];
};
