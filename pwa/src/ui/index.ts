export * from "./controls";
export * from "./frame";
export * from "./icon";
export * from "./progress";
export * from "./verdict";
