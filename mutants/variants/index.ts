export { startFlakyFront } from "./flaky-front.ts";
export { startMovingFleet } from "./moving-fleet.ts";
export { startVariant, type Variant, type VariantName, variantNames } from "./start-variant.ts";
