/** As much of the reader as is used here; the package brings no types of its own. */
declare module 'jsonstat-toolkit' {
  interface Category {
    readonly label: string;
  }
  interface Dimension {
    readonly label: string;
    readonly id: readonly string[];
    Category(code: string): Category;
  }
  interface Dataset {
    readonly class: string;
    readonly id: readonly string[];
    readonly note: readonly string[];
    Dimension(code: string): Dimension;
    Data(bins: Readonly<Record<string, string>>): unknown;
  }
  export default function JSONstat(response: unknown): Dataset;
}
