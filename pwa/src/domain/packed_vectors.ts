/** Test vectors as tests/vectors/packed.py writes them: a value that many cases have stands once, by its place. */
interface Packed {
  columns: string[];
  rows: unknown[][];
  shared: Record<string, unknown[]>;
}

/** The cases written out. The file is ours and its script's test holds it to its shape. */
export function unpack<Case>(packed: Packed): Case[] {
  const { columns, rows, shared } = packed;
  const read = (column: string, cell: unknown): unknown => {
    const values = shared[column];
    if (!values) return cell;
    return Array.isArray(cell) ? cell.map((place: number) => values[place]) : values[cell as number];
  };
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, read(name, row[at])])) as Case);
}
