import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Which sections of a page are folded, and what folds them. */
export interface Folds {
  readonly folded: ReadonlySet<string>;
  readonly canFold: (section: string) => boolean;
  readonly fold: (section: string, isFolded: boolean) => void;
}

/** Undefined on pages whose sections stay open. */
export const FoldsContext = createContext<Folds | undefined>(undefined);

export function useFolds(): Folds | undefined {
  return useContext(FoldsContext);
}
