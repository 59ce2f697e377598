/** Bundles the command and its workers from source. Gives its path. */
declare function bundleCli(): string;
export = bundleCli;
