export { startFlakyFront } from "./flaky-front.ts";
export { startVariant, type Variant, type VariantName, variantNames } from "./start-variant.ts";
