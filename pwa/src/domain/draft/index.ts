/** The draft: everything a visit holds before it is signed, and the pure moves that change it. */
export * from "./adding";
export * from "./begin";
export * from "./charge_moves";
export * from "./job_moves";
export * from "./moves";
export * from "./photo_moves";
export * from "./shape";
export * from "./upgrade";
