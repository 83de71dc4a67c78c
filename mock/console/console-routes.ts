import type { AddOwnRoute } from "../control/own-routes.ts";
import type { Exchange, ExchangeLog } from "../exchanges/exchange-log.ts";
import type { Reply } from "../front/reply.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { PageAsset } from "./page-assets.ts";

/** What the console page shows. */
export interface ConsoleParts {
  readonly assets: readonly PageAsset[];
  readonly log: ExchangeLog;
  /** Those that there are; another list when they have changed. */
  readonly scenarios: () => readonly Scenario[];
  /** The settings in force, as the page gets them. */
  readonly settings: () => unknown;
  /** Calls `listener` whenever settings change, until the returned function is called. */
  readonly onSettings: (listener: () => void) => () => void;
}

/** Nothing but its own files: what a request brought along must not run, even if it ever became markup. */
const PAGE_HEADERS = Object.freeze({
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
});

const assetReply = ({ contentType, text }: PageAsset): Reply => ({
  status: 200,
  headers: { "content-type": contentType, ...PAGE_HEADERS },
  body: text,
});

const eventText = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Adds the console page, and the stream of what it shows. Source: https://html.spec.whatwg.org/#server-sent-events */
export const addConsoleRoutes = (
  route: AddOwnRoute,
  { assets, log, scenarios, settings, onSettings }: ConsoleParts,
): void => {
  for (const asset of assets) {
    const path = asset.name === "index.html" ? "" : `/${asset.name}`;
    route("GET", path, async () => assetReply(asset));
  }
  route("GET", "/events", async (_, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { ...PAGE_HEADERS, "content-type": "text/event-stream" });
    const tell = (exchange: Exchange): void => {
      raw.write(eventText("exchange", exchange));
    };
    let shown: readonly Scenario[] = [];
    const tellSettings = (): void => {
      // The page gets the list anew: the settings may name a scenario that it has not.
      if (shown !== scenarios()) {
        shown = scenarios();
        raw.write(eventText("scenarios", shown.length));
      }
      raw.write(eventText("settings", settings()));
    };
    tellSettings();
    for (const exchange of log.latest()) tell(exchange);
    const stops = [log.listen(tell), onSettings(tellSettings)];
    raw.once("close", () => {
      for (const stop of stops) stop();
    });
    return null;
  });
};
