/** The draft: everything a visit holds before it is signed, and the pure moves that change it. */
export * from "./begin";
export * from "./moves";
export * from "./shape";
