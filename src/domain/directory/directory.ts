/** What is known about bodies and groups of bodies. Days are 'YYYY-MM-DD', `validTo` is the last day. */
export interface Directory {
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly shortNames: readonly string[];
    readonly aliases: readonly string[];
    readonly validFrom: string;
    readonly validTo?: string | null | undefined;
  }[];
  readonly links: readonly DirectoryLink[];
}

/** What became of a body on a day. */
export interface DirectoryLink {
  readonly fromId: string;
  readonly toId: string;
  /** 'merged_into', 'split_into', 'renamed_to', 'dissolved' or 'function_moved_to'. */
  readonly type: string;
  readonly effective: string;
}
